import{a as e}from"../chunk-YXOJSH4V.js";import"../chunk-5UCSVY56.js";import{b as o}from"../chunk-U4D6H4MQ.js";import"../chunk-4D3D3RIO.js";var t={...o,...e},p=t;export{p as default,t as en};
