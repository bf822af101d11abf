import{a,b,c,d}from"./chunk-H72ZU4VK.js";import"./chunk-VTSHI7IR.js";export{c as hint,a as requirement,d as status,b as violation};
