import{a as e}from"../chunk-DYDHEBIB.js";import{b as o}from"../chunk-QSNSLK5A.js";import"../chunk-4D3D3RIO.js";var t={...o,...e},p=t;export{p as default,t as es};
