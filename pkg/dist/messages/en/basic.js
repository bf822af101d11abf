import{a,b}from"../../chunk-U4D6H4MQ.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as en};
