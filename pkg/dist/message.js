import{a,b,c,d}from"./chunk-BWDUGDGS.js";import"./chunk-LJVXJIO3.js";import"./chunk-WOT6VMZA.js";export{c as hint,a as requirement,d as status,b as violation};
