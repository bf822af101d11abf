import{a as e}from"../chunk-YTIOTUCV.js";import{a as o}from"../chunk-MWZRXRBS.js";import"../chunk-5UCSVY56.js";var t={...o,...e},m=t;export{m as default,t as ko};
