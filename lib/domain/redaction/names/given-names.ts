/*
 * Common given names of a few dozen languages, without accents, written down for this purpose. A list of bounded size:
 * it finds the common names of many places and misses the rare ones of all. What it cannot find: names that are not on
 * it and stand without title, label or greeting; given names alone; names in scripts without capitals, but for
 * those with an honorific; nicknames and user names.
 */
const plain =
  // English
  'james john robert michael david william richard joseph thomas charles christopher daniel matthew anthony steven paul ' +
  'andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan ' +
  'stephen larry justin scott brandon benjamin samuel gregory alexander patrick raymond dennis jerry aaron jose adam ' +
  'nathan henry zachary douglas peter kyle noah ethan jeremy walter keith roger terry sean gerald carl harold arthur ' +
  'lawrence albert bryan bruce gabriel alan juan logan wayne ralph roy eugene randy vincent russell louis philip bobby ' +
  'johnny bradley liam lucas oliver elijah mateo theodore levi sebastian jackson owen wyatt isaac caleb connor dylan ' +
  'simon colin graham nigel trevor stuart ian neil duncan hugh rupert alistair gareth rhys ewan callum declan niall ' +
  'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley ' +
  'kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen ' +
  'angela shirley emma brenda pamela nicole anna samantha katherine christine helen debra rachel carolyn janet maria ' +
  'catherine diane julie joyce olivia christina joan evelyn lauren judith megan andrea cheryl hannah sophie natasha yvonne jacqueline martha ' +
  'gloria teresa ann sara kathryn alice jean frances judy abigail julia sophia beverly isabella denise marilyn danielle ' +
  'theresa diana brittany natalie marie kayla alexis lori fiona gillian imogen harriet eleanor philippa siobhan aoife ' +
  'niamh bethany zoe chloe ava mia ella amelia nora hazel lucy audrey claire bella naomi caroline sadie leah ellie ' +
  'tom tim ron mike dave steve dan matt nick chris joe ben sam tony greg jeff andy kate katie jenny liz becky vicky debbie ' +
  // German, Dutch, Nordic
  'hans klaus jurgen wolfgang dieter manfred uwe gunter horst bernd karl heinz stefan andreas matthias markus sven jens ' +
  'torsten thorsten jorg ralf holger dirk lars nils jan florian tobias lukas felix jonas moritz leon finn paul elias ' +
  'anton emil friedrich johannes ludwig ulrich gerhard helmut werner rainer sabine petra monika ursula renate brigitte ' +
  'helga ingrid karin gisela claudia birgit heike silke anke katrin kerstin anja nadine tanja steffi lena lea hanna ' +
  'johanna greta frieda mathilda luisa marlene heidi ute elke jutta annette bettina dagmar pieter willem hendrik jeroen ' +
  'sander bram daan sem thijs joost maarten wouter ruben femke sanne lotte anouk marieke saskia ingeborg erik anders ' +
  'johan magnus olof gustav henrik mikael bjorn leif oskar axel viktor soren mads rasmus kasper jesper morten kristian ' +
  'astrid linnea freja sigrid solveig birgitta annika malin elin ebba maja alma tuva thea ida karoline mette hanne pekka ' +
  'mikko jukka antti juha timo matti aino eeva liisa kaisa satu ' +
  // French, Spanish, Italian, Portuguese, Romanian
  'jean pierre michel philippe alain patrice bernard christophe nicolas laurent stephane frederic thierry olivier julien ' +
  'sebastien guillaume antoine maxime alexandre mathieu benoit cedric damien fabrice gilles yves jacques francois henri ' +
  'louis lucien marcel etienne hugo theo nathalie isabelle sylvie catherine francoise valerie veronique sandrine celine ' +
  'aurelie emilie camille manon lea chloe elodie delphine brigitte monique jacqueline genevieve helene amelie margaux ' +
  'solene maelle ines josephine juliette mathilde carlos manuel francisco javier antonio miguel angel pedro alejandro ' +
  'fernando luis sergio pablo jorge alberto alvaro adrian raul enrique ramon vicente andres joaquin ruben diego mario ' +
  'ignacio gonzalo guillermo eduardo rafael ricardo roberto hector oscar arturo emilio esteban carmen josefa isabel ' +
  'dolores pilar cristina lucia marta elena rosario beatriz mercedes paula alicia silvia yolanda rocio sonia alejandra ' +
  'valentina ximena camila daniela gabriela guadalupe lorena mariana catalina giuseppe giovanni luigi francesco angelo ' +
  'vincenzo pietro salvatore franco domenico bruno paolo marco stefano massimo matteo alessandro luca davide simone ' +
  'riccardo andrea lorenzo giorgio fabio claudio filippo tommaso leonardo edoardo giulia francesca chiara federica silvia ' +
  'valentina martina alessia elisa ilaria giovanna rosa paola lucia antonella roberta simona sofia aurora bianca ginevra ' +
  'joao antonio jose paulo pedro tiago rui nuno goncalo duarte afonso henrique gustavo thiago felipe rodrigo leandro ' +
  'marcelo anderson wagner ana mariana beatriz ines catarina joana leonor fernanda juliana larissa leticia bruna renata ' +
  'ion andrei mihai alexandru stefan vlad ioana elena andreea mihaela cristian florin ' +
  // Slavic, Hungarian, Greek, Turkish
  'krzysztof andrzej piotr pawel tomasz marcin michal marek grzegorz jozef lukasz adam zbigniew jerzy tadeusz mateusz ' +
  'wojciech jakub kamil bartosz maciej katarzyna malgorzata agnieszka krystyna ewa elzbieta zofia magdalena joanna ' +
  'aleksandra monika natalia kinga dorota beata justyna weronika pavel petr jiri tomas jaroslav martin vaclav zdenek ' +
  'milan jana hana lenka katerina lucie veronika tereza dmitry dmitri sergei sergey alexei alexey andrei mikhail nikolai ' +
  'vladimir ivan igor oleg yuri boris maksim olga natalia tatiana svetlana irina ekaterina anastasia ksenia lyudmila ' +
  'oleksandr andriy mykola volodymyr oksana iryna nikola marko luka stefan milos dragan jovan ana ivana jelena milica ' +
  'laszlo istvan jozsef zoltan attila gabor tamas balazs zsolt ildiko katalin erzsebet zsuzsanna eszter giorgos dimitris ' +
  'kostas nikos yannis eleni katerina sofia mehmet mustafa ahmet ali huseyin hasan murat emre burak fatma ayse emine ' +
  'hatice zeynep elif merve ' +
  // Arabic, Persian, Hebrew, South and East Asia, Africa
  'mohammed muhammad mohamed mohammad ahmed mahmoud omar khaled khalid hassan hussein ibrahim youssef yusuf tariq karim ' +
  'samir nasser bilal hamza fatima aisha mariam maryam layla leila noor salma yasmin zainab amina khadija reza hossein ' +
  'mehdi amir parisa shirin noam yael tamar shira avi moshe raj rajesh rahul amit sanjay vijay suresh ramesh anil sunil ' +
  'ravi arjun rohan vikram ashok deepak manoj pradeep prakash ankit nikhil karthik srinivas priya anjali pooja neha ' +
  'kavita sunita anita lakshmi deepa divya shreya sneha meera asha usha nisha swati aditi ananya imran salman farhan ' +
  'ayesha wei jing yan xiu ying lei hui xiaoming xiaoli mei ling jun hiroshi takashi kenji satoshi yuki haruto ren sota ' +
  'yuto daiki akira kenta yoko keiko sakura hana aiko yumi naoko haruka minjun jiho seojun minho jisoo jiyoung minji ' +
  'hyun soojin seoyeon thanh huong linh nguyet tuan quang duc siti budi agus dewi putri somchai malee kwame kofi kwesi ' +
  'ama akosua chinedu emeka ngozi chioma oluwaseun adebayo temitope babatunde thabo sipho nomsa lerato amara zanele juma wanjiru';

/** Names that are words of other meaning too: only a surname on the list makes a person of them. */
const ambiguous =
  'mark will may april june grant art bill rob frank jack rose grace hope faith joy dawn eve ivy lily daisy ruby amber page ' +
  'paige chase dean drew hunter mason carter parker taylor jordan austin dallas paris madison brooklyn chelsea sydney ' +
  'florence victoria charlotte georgia virginia carolina summer autumn max pat sue ray guy christian miles gene jade pearl ' +
  'crystal melody angel cash chance rich dick don lance pierce wade reed glen cliff brook sandy candy penny holly olive ' +
  'basil rosemary violet iris heather ginger cherry lee luke cole blake chad clay dale earl ford harry jim kim kelly ' +
  'morgan riley robin sky stone tanner tucker tyler warren wesley lane case trinity harmony destiny julian jasmine maya ' +
  'marina carmen eden sienna savannah phoenix skyler troy kent ross kirk nelson oscar ace bob ted fred ed al jo dot gem cara';

export const givenNames: ReadonlySet<string> = new Set(plain.split(' '));
export const ambiguousNames: ReadonlySet<string> = new Set(ambiguous.split(' '));
