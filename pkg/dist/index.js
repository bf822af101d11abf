<<<<<<< HEAD
import{a as r,b as e}from"./chunk-ICBLLSQK.js";import"./chunk-7UF7PS4G.js";import{a as f,b as i}from"./chunk-JZ3B53VK.js";import{a as o}from"./chunk-W76DHMCT.js";import"./chunk-2VBSJKJ4.js";import"./chunk-WOT6VMZA.js";export{o as GenkanError,r as Policy,e as check,i as isRefused,f as violations};
=======
import{b as r,c as e}from"./chunk-6MXSTAGV.js";import{a as o,b as f,c as i}from"./chunk-V7EASFBD.js";import"./chunk-RLNVZNLZ.js";export{o as GenkanError,r as Policy,e as check,i as isRefused,f as violations};
>>>>>>> 9241ed2 (Say what changed, in the page's language, and follow the policy)
