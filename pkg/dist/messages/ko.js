import{a as e}from"../chunk-WFSQLV4K.js";import{a as o}from"../chunk-MWZRXRBS.js";import"../chunk-BOFG7SNA.js";var t={...o,...e},m=t;export{m as default,t as ko};
