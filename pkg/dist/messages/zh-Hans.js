import{a as o}from"../chunk-OGPJIQQV.js";import{b as t}from"../chunk-G3BNRXTH.js";import"../chunk-4D3D3RIO.js";var e={...t,...o},p=e;export{p as default,e as zhHans};
