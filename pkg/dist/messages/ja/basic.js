import{a,b}from"../../chunk-YB6DINRZ.js";import"../../chunk-4D3D3RIO.js";export{b as default,a as ja};
