import{a as e}from"../chunk-26NM3CTG.js";import{b as o}from"../chunk-XO2RNQAD.js";import"../chunk-4D3D3RIO.js";var t={...o,...e},m=t;export{t as de,m as default};
