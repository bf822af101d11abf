import{a as o}from"../chunk-2VUYWCWA.js";import{b as r}from"../chunk-PV2TFPMV.js";import"../chunk-4D3D3RIO.js";var t={...r,...o},m=t;export{m as default,t as fr};
