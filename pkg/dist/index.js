import{a as o,b as r,c as e,d as f,e as i}from"./chunk-T63O6VWJ.js";import"./chunk-2VBSJKJ4.js";export{o as GenkanError,r as Policy,e as check,i as isRefused,f as violations};
