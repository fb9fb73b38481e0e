/** Cells that change with every click, as a table does that sorts, filters or refreshes. */
export const changesPerClick = 40;

/** A working screen: a table of 300 rows and eight columns of buttons whose cells change with every click. */
export const busyPage = `<!doctype html><html lang="en"><head><title>Orders</title><style>
body{margin:0;font:14px sans-serif}table{border-collapse:collapse;width:1200px;table-layout:fixed}td{height:40px;border:1px solid #ddd}
</style></head><body data-clicks="0"><main><table aria-label="Orders"><tbody></tbody></table></main><script>
const body=document.querySelector('tbody');
for(let row=0;row<300;row++){const line=body.insertRow();for(let column=0;column<8;column++)line.insertCell().innerHTML='<button>Open '+row+'-'+column+'</button> <span>waiting</span>'}
const states=[...document.querySelectorAll('span')];let turn=0;
// Heard by nobody; but only presses that have a listener are in Chromium's trace.
addEventListener('pointerdown',()=>{});
addEventListener('click',()=>{turn++;for(let change=0;change<${changesPerClick};change++){const cell=states[(turn*${changesPerClick}+change)%states.length];cell.textContent='state '+turn+' of '+change;cell.className='seen-'+turn}
const line=body.insertRow();line.innerHTML='<td>new '+turn+'</td>';document.body.dataset.clicks=String(turn)});
</script></body></html>`;

/**
 * A screen that changes whether or not somebody works in it, as dashboards and back offices do: a chart that moves on
 * ten times a second, a table of which 40 cells are refreshed twice a second, and a list of 10,000 entries that
 * renders those in view. The table can be filtered, and its rows opened beside it.
 */
export const livePage = `<!doctype html><html lang="en"><head><title>Desk</title><style>
body{margin:0;font:14px sans-serif;display:grid;grid-template-columns:700px 500px;gap:16px}table{border-collapse:collapse;table-layout:fixed;width:700px}td,th{height:30px;border-bottom:1px solid #ddd;text-align:left}
input{height:28px;width:300px}#list{height:360px;overflow:auto;position:relative;border:1px solid #ddd}#list div{position:absolute;left:0;right:0;height:24px}
</style></head><body data-clicks="0"><main><label>Filter <input name="filter"></label>
<table aria-label="Orders"><thead><tr><th>Order<th>Customer<th>State<th>Amount<th>Changed<th></tr></thead><tbody></tbody></table></main>
<aside><h2>Load</h2><svg width="480" height="160" role="img" aria-label="Load"><path fill="none" stroke="#246"/></svg><p id="last"></p><section aria-label="Entries"><div id="list"><i style="position:absolute;height:240000px;width:1px"></i></div></section><h2>Order</h2><p id="detail">None</p></aside><script>
const table=document.querySelector('tbody'),path=document.querySelector('path'),last=document.querySelector('#last'),list=document.querySelector('#list'),values=Array(120).fill(80);let tick=0,clicks=0;
for(let row=0;row<40;row++){const line=table.insertRow();for(const text of ['A-'+(1000+row),'Customer '+row,'open',String(row*7),'0'])line.insertCell().textContent=text;line.insertCell().innerHTML='<button>Open</button>'}
const cells=[...table.rows].flatMap(({cells})=>[cells[2],cells[4]]);
const render=()=>{const first=Math.floor(list.scrollTop/24);for(const old of list.querySelectorAll('div'))old.remove();for(let entry=first;entry<first+16;entry++){const line=document.createElement('div');line.style.top=entry*24+'px';line.innerHTML='<b>'+entry+'</b> <span>entry of the day</span> <button>Take</button>';list.append(line)}};
render();list.addEventListener('scroll',render);
setInterval(()=>{tick++;values.shift();values.push(80+60*Math.sin(tick/9)+tick*7%13);path.setAttribute('d','M'+values.map((value,place)=>place*4+' '+value.toFixed(1)).join('L'));last.textContent='Now '+values.at(-1).toFixed(1);
if(tick%5===0)for(let change=0;change<40;change++){const cell=cells[(tick*8+change)%cells.length];cell.textContent=change%2?String(tick):['open','packed','sent'][(tick+change)%3];cell.className='seen-'+tick}},100);
document.querySelector('input').addEventListener('input',({target})=>{for(const line of table.rows)line.hidden=!line.textContent.toLowerCase().includes(target.value.toLowerCase())});
addEventListener('pointerdown',()=>{});
addEventListener('click',({target})=>{document.body.dataset.clicks=String(++clicks);const line=target.closest('tr');if(line)document.querySelector('#detail').textContent=line.cells[0].textContent+' of '+line.cells[1].textContent});
</script></body></html>`;
