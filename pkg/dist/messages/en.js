import{a as e}from"../chunk-DU3XXWHU.js";import{b as o}from"../chunk-7FU6MEVA.js";import"../chunk-4D3D3RIO.js";var t={...o,...e},p=t;export{p as default,t as en};
