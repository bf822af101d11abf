import{a,b,c,d}from"./chunk-BOPTHKFW.js";import"./chunk-2VBSJKJ4.js";import"./chunk-WOT6VMZA.js";export{c as hint,a as requirement,d as status,b as violation};
