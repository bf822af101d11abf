import{a as o}from"../chunk-W6VJ2NYP.js";import{b as t}from"../chunk-XVT4PVDP.js";import"../chunk-5UCSVY56.js";import"../chunk-4D3D3RIO.js";var e={...t,...o},p=e;export{p as default,e as zhHans};
