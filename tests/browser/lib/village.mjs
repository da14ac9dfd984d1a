// A small district: a commune's committee and one cell under it, and an agency, as an administrator enters them.
import { Api } from './api.mjs';

export const COMMUNE = 'dai-dong';
export const CELL = 'huong-ly';
export const AGENCY = 'phong-noi-vu';
export const GROUP = `${CELL}.to-1`;
export const OFFICE_AS_A_WHOLE = 'Tập thể Phòng Nội vụ';
export const COMMITTEE_AS_A_WHOLE = 'Ban Thường vụ Huyện ủy Yên Bình';

const UNITS = [
  [COMMUNE, 'grassroots_organisation', 'Đảng bộ xã Đại Đồng', 'huyen'],
  [CELL, 'cell', 'Chi bộ thôn Hương Lý', COMMUNE],
  [AGENCY, 'agency', 'Phòng Nội vụ', 'huyen'],
];

// Name, unit, post, roles, login name, PIN, and where the roles are held if elsewhere. Who has no login
// name has no phone.
const PEOPLE = {
  diu: ['Phạm Thị Dịu', CELL, 'Bí thư chi bộ', ['member', 'secretary'], 'diu', '428159'],
  binh: ['Nguyễn Văn Bình', CELL, 'Phó Bí thư, Trưởng thôn', ['member', 'deputy'], 'binh', '517283'],
  chi: ['Hoàng Thị Chi', CELL, '', ['member'], 'chi', '639174'],
  dung: ['Lương Văn Dũng', CELL, '', ['member'], null, null],
  hoa: ['Đỗ Thị Hoa', COMMUNE, '', ['committee_office'], 'hoa', '740962'],
  minh: ['Lê Quang Minh', COMMUNE, '', ['decider'], 'minh', '851403'],
  chien: ['La Đình Chiến', AGENCY, 'Trưởng phòng', ['head'], 'chien', '962514'],
  ban: ['Bùi Văn Bản', COMMUNE, '', ['organisation_board'], 'ban', '284917', 'huyen'],
  thang: ['Hà Đức Thắng', COMMUNE, '', ['decider'], 'thang', '395028', 'huyen'],
  hanh: ['Đặng Thị Hạnh', COMMUNE, '', ['standing_member'], 'hanh', '506139', 'huyen'],
  loc: ['Triệu Văn Lộc', COMMUNE, '', ['standing_member'], 'loc', '617240', 'huyen'],
  dao: ['Nông Thị Đào', AGENCY, 'Chuyên viên', ['member'], 'dao', '173625'],
  giang: ['Vũ Hoàng Giang', AGENCY, 'Chuyên viên', ['member'], null, null],
};

// In a party group of the cell, where it has one; the first leads it, and the last two are of no other village.
const GROUPED = ['chi', 'dung', 'em', 'gam'];
const OF_GROUP = {
  em: ['Ma Thị Em', CELL, '', ['member'], 'em', '728351'],
  gam: ['Nông Văn Gấm', CELL, '', ['member'], null, null],
};

/** The month before one. */
export function before(month) {
  const [year, number] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

/** The month after one. */
export function after(month) {
  const [year, number] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/**
 * Enters it all; gives the accounts by person, and which month is rated and which begins. With a crowd, the
 * cell has that many members; `whole` has units rated as a whole, the agency and the Standing Committee; with
 * `groups` some of the cell are in a party group; `heads` is the rule set by which the agency's head is rated; `members`
 * that of the cell, which is a grassroots cell then and decides itself.
 */
export async function village(server, password, { crowd = 0, whole = false, groups = false, heads, members } = {}) {
  const admin = await new Api(server).signIn('quantri', password);
  await admin.changePassword(password, 'mật khẩu của quản trị');
  const begins = admin.me.today.slice(0, 7);
  const rated = before(begins);
  const from = `${rated}-01`;
  for (const [id, kind, name, above] of UNITS) {
    const is = members && id === CELL ? 'grassroots_cell' : kind;
    await admin.post('/admin/units', {
      id, kind: is, name, management_parent: above, party_parent: above, from, telephone: '0216 388 1234',
    });
  }
  const accounts = {};
  const people = { ...PEOPLE, ...(groups ? OF_GROUP : {}) };
  if (groups) {
    const name = 'Tổ đảng số 1';
    await admin.post('/admin/units', { id: GROUP, kind: 'party_group', name, party_parent: CELL, from });
  }
  for (const [key, person] of Object.entries(people)) {
    const group = groups && GROUPED.includes(key) ? GROUP : undefined;
    accounts[key] = await enter(admin, person, from, { group, heads, members });
  }
  if (groups) {
    const held = { role: 'group_leader', unit: GROUP, from, document: '02-NQ/CB' };
    await admin.post('/admin/posts', { person: accounts[GROUPED[0]].person, held });
  }
  const there = Object.values(PEOPLE).filter(([, unit]) => unit === CELL).length;
  for (let number = there + 1; number <= crowd; number++) {
    await enter(admin, [`Nông Văn ${number}`, CELL, '', ['member'], null, null], from);
  }
  if (whole) await enterWholes(admin);
  for (const unit of ['huyen', COMMUNE, CELL, AGENCY]) {
    for (const month of [rated, begins]) await open(admin, `${unit}/${month}`);
  }
  return { accounts, rated, begins };
}

async function enter(admin, [name, unit, post, roles, login, pin, elsewhere], from, { group, heads, members } = {}) {
  const isHead = roles.includes('head');
  const official = isHead ? heads ?? 'yen-binh-nguoi-dung-dau' : 'cong-chuc-335';
  const [track, rules] = unit === AGENCY ? ['official', official] : ['member', members ?? 'dang-vien-chi-bo-thon'];
  // Who heads an agency is rated by the district's Standing Committee, in its own book.
  const at = isHead ? 'huyen' : unit;
  const enrolled = { name, track, rules, rules_version: 1, post, group };
  const { person } = await admin.post('/admin/persons', { unit: at, enrolled });
  const document = '01-QĐ/ĐU';
  const held = roles.map(role => ({ role, unit: elsewhere ?? unit, from, document }));
  if (isHead) held.push({ role: 'member', unit: at, from });
  for (const post of held) await admin.post('/admin/posts', { person, held: post });
  if (!login) return { name, person };
  const first = await admin.post('/admin/accounts', { person, login_name: login });
  return { name, person, login, password: first.password, isFirst: true, pin };
}

async function enterWholes(admin) {
  for (const [unit, name, rules] of [
    [AGENCY, OFFICE_AS_A_WHOLE, 'tap-the-366'],
    ['huyen', COMMITTEE_AS_A_WHOLE, 'tap-the-cap-tren'],
  ]) {
    const enrolled = { name, track: 'official', rules, rules_version: 1 };
    await admin.post('/admin/persons', { id: `tap-the.${unit}`, unit: 'huyen', enrolled });
  }
}

// The server opens months by its own calendar too: whichever comes first has opened it.
async function open(admin, book) {
  await admin.post('/admin/months', { book }).catch(error => {
    if (!error.message.includes('taken')) throw error;
  });
}
