import{a,b,c,d}from"./chunk-EZ6RLRRA.js";import"./chunk-4OQZU2BS.js";export{c as hint,a as requirement,d as status,b as violation};
