import{a as o}from"../chunk-3VLCDRRY.js";import{b as t}from"../chunk-YB6DINRZ.js";import"../chunk-5UCSVY56.js";import"../chunk-4D3D3RIO.js";var e={...t,...o},p=e;export{p as default,e as ja};
