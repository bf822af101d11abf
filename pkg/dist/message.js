import{a,b,c,d}from"./chunk-OMU43SAE.js";import"./chunk-XPHDMC26.js";export{c as hint,a as requirement,d as status,b as violation};
