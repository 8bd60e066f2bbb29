// Asked for anew at each visit. If the first script of the page is gone, because a newer version has replaced it, the
// newer one is brought, which tells what is wrong.
window.consoleEarly || document.head.append(Object.assign(document.createElement("script"), { src: "boot.js" }));
