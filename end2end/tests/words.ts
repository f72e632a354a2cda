/** The visible words of the walk-through, as the contract has them. Nothing else is used to find anything. */
export const words = {
  cs: {
    locale: 'cs-CZ',
    email: 'E-mail', password: 'Heslo', signIn: 'Přihlásit se', signOut: 'Odhlásit se',
    sales: 'Prodej', opportunities: 'Příležitosti', new: 'Nové', summary: 'Souhrn', general: 'Obecné',
    topic: 'Téma', contact: 'Kontakt', account: 'Obchodní vztah', currency: 'Měna',
    situation: 'Situace zákazníka', needs: 'Potřeby zákazníka', solution: 'Navržené řešení', save: 'Uložit',
    inProgress: 'Rozpracováno', delivered: 'Dodáno', accepted: 'Přijato', declined: 'Odmítnuto', rejected: 'Zamítnuto',
    partnerDetails: 'Podrobnosti o partneru', partner: 'Partner', status: 'Stav',
    pipeline: 'Partnerská profilace', collaboration: 'Spolupráce s partnerem',
    collaborators: 'Účty pro spolupráci s partnery', addPartner: 'Přidat partnera',
    distributed: 'Distribuované příležitosti', managed: 'Spravované příležitosti',
    accept: 'Přijmout', decline: 'Odmítnout', dashboard: 'Řídicí panel',
    note: 'Poznámka', addNote: 'Přidat poznámku', timeline: 'Časová osa',
    won: 'Vyhráno', lost: 'Prohráno', return: 'Vrátit', noCapacity: 'Nemáme kapacitu',
    needsDecision: 'Čeká na rozhodnutí', allPartners: 'Všichni partneři',
    required: 'Vyplňte toto pole.', errorTitle: 'Chyba:',
  },
  en: {
    locale: 'en-GB',
    email: 'E-mail', password: 'Password', signIn: 'Sign in', signOut: 'Sign out',
    sales: 'Sales', opportunities: 'Opportunities', new: 'New', summary: 'Summary', general: 'General',
    topic: 'Topic', contact: 'Contact', account: 'Account', currency: 'Currency',
    situation: 'Customer situation', needs: 'Customer needs', solution: 'Proposed solution', save: 'Save',
    inProgress: 'In progress', delivered: 'Delivered', accepted: 'Accepted', declined: 'Declined', rejected: 'Rejected',
    partnerDetails: 'Partner details', partner: 'Partner', status: 'Status',
    pipeline: 'Partner pipeline', collaboration: 'Partner collaboration',
    collaborators: 'Partner collaboration accounts', addPartner: 'Add partner',
    distributed: 'Distributed opportunities', managed: 'Managed opportunities',
    accept: 'Accept', decline: 'Decline', dashboard: 'Dashboard',
    note: 'Note', addNote: 'Add note', timeline: 'Timeline',
    won: 'Won', lost: 'Lost', return: 'Return', noCapacity: 'No capacity',
    needsDecision: 'Needs a decision', allPartners: 'All partners',
    required: 'Fill in this field.', errorTitle: 'Error:',
  },
} as const;

export type Lang = keyof typeof words;
export type Words = (typeof words)[Lang];
export const langs: Lang[] = ['cs', 'en'];
