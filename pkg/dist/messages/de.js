import{a as e}from"../chunk-SAWG6QND.js";import{b as o}from"../chunk-GTIBUOGW.js";import"../chunk-5UCSVY56.js";import"../chunk-4D3D3RIO.js";var t={...o,...e},m=t;export{t as de,m as default};
