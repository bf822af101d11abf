import{a,b,c,d}from"./chunk-GSTGX45J.js";import"./chunk-FCZMASAR.js";export{c as hint,a as requirement,d as status,b as violation};
