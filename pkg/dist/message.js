import{a,b,c,d}from"./chunk-EYHFWQZF.js";import"./chunk-2PGNOEIB.js";export{c as hint,a as requirement,d as status,b as violation};
