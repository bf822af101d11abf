<<<<<<< HEAD
import{a,b,c}from"../chunk-IMXMXJ2Z.js";import"../chunk-MW6OGOT7.js";import"../chunk-V7EASFBD.js";import"../chunk-EZ6RLRRA.js";import"../chunk-4OQZU2BS.js";import"../chunk-4D3D3RIO.js";export{c as GenkanPassword,b as languages,a as minlength};
=======
import{a,b,c}from"../chunk-3HZLY62Q.js";import"../chunk-2LYK6ZSA.js";import"../chunk-V7EASFBD.js";import"../chunk-4PVGYXGL.js";import"../chunk-XPHDMC26.js";import"../chunk-4D3D3RIO.js";export{c as GenkanPassword,b as languages,a as minlength};
>>>>>>> 6b54a40 (pkg: fit the documented policy into 9 KB)
