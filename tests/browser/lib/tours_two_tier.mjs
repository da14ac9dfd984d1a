// Who goes where in the demonstration of two tiers.
const MONTH = process.env.ROVIEC_MONTH;
const CELL = 'chi-bo-khe-ngang';
const ORGANISATION = 'dang-bo-ubnd-dong-son';
const ROW = 'main .list-row';

export const TOURS = [
  {
    login: 'bt.khengang',
    pages: [
      { name: 'month', path: `/month/${CELL}/${MONTH}` },
      { name: 'results-person', path: `/results/${CELL}/${MONTH}`, open: ROW },
      { name: 'meeting-people', path: `/meeting/${CELL}/${MONTH}/people` },
      { name: 'decision', path: `/decision/${CELL}/${MONTH}` },
      { name: 'report', path: `/report/${CELL}/${MONTH}` },
      { name: 'paper-minutes', path: `/paper/minutes/${CELL}/${MONTH}` },
    ],
  },
  { login: 'bt.doiche', pages: [{ name: 'decision', path: `/decision/chi-bo-doi-che/${MONTH}` }] },
  { login: 'dv.dongtam', pages: [{ name: 'result', path: `/mine/result/chi-bo-dong-tam/${MONTH}` }] },
  {
    login: 'vp.dangbo',
    pages: [
      { name: 'units', path: `/committee/${ORGANISATION}/${MONTH}` },
      { name: 'conclusion', path: `/committee/${ORGANISATION}/${MONTH}/conclusion` },
    ],
  },
  {
    login: 'bt.vanhoa',
    pages: [
      { name: 'report', path: `/report/${ORGANISATION}.van-hoa/${MONTH}` },
      { name: 'paper-proposal', path: `/paper/proposal/${ORGANISATION}.van-hoa/${MONTH}` },
    ],
  },
  {
    login: 'bxd.dongson',
    pages: [
      { name: 'home', path: '/' },
      { name: 'heads', path: `/heads/dong-son/${MONTH}` },
      { name: 'commune', path: '/district' },
      { name: 'paper-minutes', path: `/paper/minutes/ban-xay-dung-dang-dong-son/${MONTH}` },
    ],
  },
  { login: 'btv.dongson', pages: [{ name: 'opinions', path: `/opinions/dong-son/${MONTH}` }] },
  { login: 'vp.dongson', pages: [{ name: 'committee', path: `/committee/dong-son/${MONTH}` }] },
  { login: 'btc.tinh', pages: [{ name: 'province', path: '/district' }] },
  {
    login: 'quantri',
    pages: [
      { name: 'admin', path: '/admin' },
      { name: 'unit', path: `/admin/${CELL}` },
      { name: 'commune', path: '/admin/dong-son' },
    ],
  },
];
