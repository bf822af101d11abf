<<<<<<< HEAD
import{b as r,c as e}from"./chunk-MW6OGOT7.js";import{a as o,b as f,c as i}from"./chunk-V7EASFBD.js";import"./chunk-4OQZU2BS.js";import"./chunk-4D3D3RIO.js";export{o as GenkanError,r as Policy,e as check,i as isRefused,f as violations};
=======
import{b as r,c as e}from"./chunk-2LYK6ZSA.js";import{a as o,b as f,c as i}from"./chunk-V7EASFBD.js";import"./chunk-XPHDMC26.js";import"./chunk-4D3D3RIO.js";export{o as GenkanError,r as Policy,e as check,i as isRefused,f as violations};
>>>>>>> 6b54a40 (pkg: fit the documented policy into 9 KB)
