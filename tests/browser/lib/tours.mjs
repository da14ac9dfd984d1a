// Who goes where in the demonstration, so that every page is seen in the state it is made for.
import { before } from './village.mjs';

// The month that the demonstration rates, and the one before.
const MONTH = process.env.ROVIEC_MONTH;
const LAST = before(MONTH);
const CELL = 'dai-dong.huong-ly';
const ROW = 'main .list-row';

export const TOURS = [
  {
    login: 'bt.huongly',
    pages: [
      { name: 'month', path: `/month/${CELL}/${MONTH}` },
      { name: 'plan', path: `/plan/${CELL}/${MONTH}` },
      { name: 'plan-person', path: `/plan/${CELL}/${MONTH}`, open: ROW },
      { name: 'results', path: `/results/${CELL}/${MONTH}` },
      { name: 'results-person', path: `/results/${CELL}/${MONTH}`, open: ROW },
      { name: 'meeting-roll', path: `/meeting/${CELL}/${MONTH}/roll` },
      { name: 'meeting-people', path: `/meeting/${CELL}/${MONTH}/people` },
      { name: 'meeting-person', path: `/meeting/${CELL}/${MONTH}/people`, open: ROW },
      { name: 'meeting-together', path: `/meeting/${CELL}/${MONTH}/together` },
      { name: 'meeting-next', path: `/meeting/${CELL}/${MONTH}/next` },
      { name: 'meeting-minutes', path: `/meeting/${CELL}/${MONTH}/minutes` },
      { name: 'report', path: `/report/${CELL}/${MONTH}` },
      { name: 'paper-plan', path: `/paper/plan/${CELL}/${MONTH}` },
      { name: 'exchange', path: '/exchange' },
      { name: 'settings', path: '/settings' },
      { name: 'rules', path: '/rules' },
      { name: 'rule-set', path: '/rules/dang-vien-chi-bo-thon/1' },
      { name: 'lost', path: '/nowhere' },
    ],
  },
  {
    login: 'bt.caumo',
    pages: [
      { name: 'month', path: `/month/dai-dong.cau-mo/${MONTH}` },
      { name: 'meeting-people', path: `/meeting/dai-dong.cau-mo/${MONTH}/people` },
      { name: 'meeting-person', path: `/meeting/dai-dong.cau-mo/${MONTH}/people`, open: ROW },
      { name: 'meeting-together', path: `/meeting/dai-dong.cau-mo/${MONTH}/together` },
    ],
  },
  {
    login: 'bt.dongtam',
    pages: [
      { name: 'report', path: `/report/dai-dong.dong-tam/${MONTH}` },
      { name: 'paper-minutes', path: `/paper/minutes/dai-dong.dong-tam/${MONTH}` },
      { name: 'paper-proposal', path: `/paper/proposal/dai-dong.dong-tam/${MONTH}` },
    ],
  },
  {
    login: 'vp.daidong',
    pages: [
      { name: 'units', path: `/committee/dai-dong/${MONTH}` },
      { name: 'submission', path: `/committee/dai-dong/${MONTH}/unit/dai-dong.dong-tam` },
      { name: 'limits', path: `/committee/dai-dong/${MONTH}/limits` },
      { name: 'conclusion', path: `/committee/dai-dong/${MONTH}/conclusion` },
      { name: 'announcement', path: `/committee/dai-dong/${MONTH}/announcement` },
      { name: 'targets', path: '/targets/dai-dong' },
    ],
  },
  { login: 'bt.daidong', pages: [{ name: 'conclusion', path: `/committee/dai-dong/${MONTH}/conclusion` }] },
  {
    login: 'bt.vinhkien',
    pages: [
      { name: 'units', path: `/committee/vinh-kien/${MONTH}` },
      { name: 'announcement', path: `/committee/vinh-kien/${MONTH}/announcement` },
    ],
  },
  {
    login: 'dv.huongly',
    pages: [
      { name: 'mine', path: '/mine' },
      { name: 'score', path: `/mine/score/${CELL}/${MONTH}` },
      { name: 'result-under-way', path: `/mine/result/${CELL}/${MONTH}` },
      { name: 'result-closed', path: `/mine/result/${CELL}/${LAST}` },
    ],
  },
  {
    login: 'dv.vinhkien',
    pages: [{ name: 'result-announced', path: `/mine/result/vinh-kien.thon-1/${MONTH}` }],
  },
  {
    login: 'tp.noivu',
    pages: [
      { name: 'month', path: `/month/phong-noi-vu/${MONTH}` },
      { name: 'plan-person', path: `/plan/phong-noi-vu/${MONTH}`, open: ROW },
      { name: 'meeting-people', path: `/meeting/phong-noi-vu/${MONTH}/people` },
      { name: 'paper-minutes', path: `/paper/minutes/phong-noi-vu/${MONTH}` },
      { name: 'report', path: `/report/phong-noi-vu/${MONTH}` },
    ],
  },
  {
    login: 'btc.huyen',
    pages: [
      { name: 'district', path: '/district' },
      { name: 'commune', path: `/district/dai-dong/${MONTH}` },
      { name: 'committee', path: '/committee' },
      { name: 'targets', path: '/targets' },
    ],
  },
  {
    login: 'quantri',
    pages: [
      { name: 'admin', path: '/admin' },
      { name: 'unit', path: `/admin/${CELL}` },
    ],
  },
];
