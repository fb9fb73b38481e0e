/** Common surnames of many countries, without accents, but for those that are everyday words or trades as well. */
const surnames =
  'smith johnson williams jones davis wilson anderson thomas jackson harris martin thompson robinson clark lewis walker ' +
  'wright torres nguyen flores adams nelson mitchell roberts gomez phillips evans turner diaz edwards collins reyes stewart ' +
  'morris morales murphy rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos ward cox richardson ' +
  'watson brooks chavez bennett gray mendoza ruiz hughes alvarez castillo sanders patel myers foster jimenez powell jenkins ' +
  'perry russell sullivan bell coleman butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson ' +
  'alexander hamilton graham reynolds griffin wallace moreno cole hayes bryant herrera gibson ellis tran medina stevens ' +
  'murray ford castro marshall owens harrison fernandez mcdonald woods washington kennedy wells vargas henry chen freeman ' +
  'webb tucker guzman burns crawford olson simpson porter hunter gordon mendez silva shaw snyder mason dixon munoz hicks ' +
  'garcia miller brown rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez lee hill scott green baker hall ' +
  'rivera campbell carter allen king young white taylor moore obrien oconnor oneill mccarthy macdonald mackenzie campbell ' +
  'muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolf ' +
  'schroder neumann schwarz zimmermann braun kruger hofmann hartmann lange schmitt werner schmitz krause meier lehmann ' +
  'huber mayer herrmann kohler konig walter fuchs kaiser lang scholz jansen devries bakker visser dejong vandijk janssen ' +
  'andersson johansson karlsson nilsson eriksson larsson olsson hansen johansen olsen larsen nielsen jensen pedersen ' +
  'christensen korhonen virtanen makinen bernard dubois durand leroy moreau simon laurent lefebvre michel roux bertrand ' +
  'fournier girard bonnet dupont lambert fontaine rousseau blanc rossi russo ferrari esposito bianchi romano colombo ricci ' +
  'marino greco conti bruno gallo costa giordano mancini rizzo lombardi moretti santos oliveira souza pereira ferreira ' +
  'almeida carvalho gomes ribeiro rocha dias nunes marques sousa nowak kowalski kowalska wisniewski wisniewska wojcik ' +
  'kowalczyk kaminski kaminska lewandowski lewandowska zielinski szymanski wozniak dabrowski kozlowski novak novakova ' +
  'svoboda dvorak horvat ivanov ivanova petrov petrova smirnov kuznetsov popov volkov sokolov shevchenko kovalenko nagy ' +
  'kovacs szabo toth papadopoulos yilmaz kaya demir celik sahin khan ahmed ali hussain singh kumar sharma gupta verma ' +
  'shah mehta reddy nair iyer rao das chatterjee banerjee joshi desai kapoor malhotra wang li zhang liu yang huang zhao wu ' +
  'zhou xu sun zhu lin tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato yoshida yamada kim park ' +
  'choi jung kang cho yoon jang tran pham hoang phan vu okafor adeyemi okonkwo mensah owusu nkosi dlamini haddad cohen levy ' +
  'mizrahi hosseini ahmadi rahman hossain islam chowdhury santoso wijaya delacruz bautista aquino swift';

/** Surnames that are words too stand only behind names that are none. */
const everyday =
  'hill green hall king young white brown page bell cook wood woods ward gray brooks wells hunter ford ' +
  'cole foster day wolf lange lang klein park li lin sun may do long case ' +
  'price rose stone field fields banks street rivers waters washington jordan reed wu das ali';

/** Names of trades, and surnames that are given names too: words of their own, but none that buttons and headings join to another. */
const trades =
  'baker carter miller mason porter cooper turner fisher butler walker marshall freeman jackson swift';

export const knownSurnames: ReadonlySet<string> = new Set(surnames.split(' '));
export const everydaySurnames: ReadonlySet<string> = new Set(everyday.split(' '));
export const tradeSurnames: ReadonlySet<string> = new Set(trades.split(' '));
