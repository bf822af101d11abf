import{a as e}from"../chunk-AUZIGGVP.js";import{b as o}from"../chunk-UPKFQETD.js";import"../chunk-4D3D3RIO.js";var t={...o,...e},p=t;export{p as default,t as en};
