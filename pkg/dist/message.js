import{a,b,c,d}from"./chunk-BOPTHKFW.js";import"./chunk-2VBSJKJ4.js";export{c as hint,a as requirement,d as status,b as violation};
