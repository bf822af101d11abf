import{a as o}from"../chunk-PUSPM7HP.js";import{b as t}from"../chunk-DQ3IVPOG.js";import"../chunk-4D3D3RIO.js";var e={...t,...o},p=e;export{p as default,e as ja};
