import{a,b,c,d}from"./chunk-4PVGYXGL.js";import"./chunk-XPHDMC26.js";export{c as hint,a as requirement,d as status,b as violation};
