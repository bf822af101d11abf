import{a as e}from"../chunk-UYHPC6QL.js";import{b as o}from"../chunk-TTOEGWYK.js";import"../chunk-4D3D3RIO.js";var t={...o,...e},p=t;export{p as default,t as en};
