/*
 * Common given names of a few dozen languages, without accents, written down for this purpose. A list of bounded size:
 * it finds the common names of many places and misses the rare ones of all. What it cannot find: names that are not on
 * it and stand without title, label or greeting; given names alone; names in scripts without capitals, but for
 * those with an honorific; nicknames and user names.
 */
const plain =
  // English
  'james john robert michael david william richard joseph thomas charles christopher daniel matthew anthony steven ' +
  'paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric ' +
  'jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick raymond dennis jerry aaron ' +
  'jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter keith roger terry sean gerald carl ' +
  'harold arthur lawrence albert bryan bruce gabriel alan juan logan wayne ralph roy eugene randy vincent russell ' +
  'louis philip bobby johnny bradley liam lucas oliver elijah mateo theodore levi sebastian jackson owen wyatt ' +
  'isaac caleb connor dylan simon colin graham nigel trevor stuart ian neil duncan hugh rupert alistair gareth rhys ' +
  'ewan callum declan niall mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy ' +
  'betty margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon ' +
  'laura cynthia dorothy amy kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine ' +
  'helen debra rachel carolyn janet maria catherine diane julie joyce olivia christina joan evelyn lauren judith ' +
  'megan andrea cheryl hannah sophie natasha yvonne jacqueline martha gloria teresa ann sara kathryn alice jean ' +
  'frances judy abigail julia sophia beverly isabella denise marilyn danielle theresa diana brittany natalie marie ' +
  'kayla alexis lori fiona gillian imogen harriet eleanor philippa siobhan aoife niamh bethany zoe chloe ava mia ' +
  'ella amelia nora hazel lucy audrey claire bella naomi caroline sadie leah ellie tom tim ron mike dave steve dan ' +
  'matt nick chris joe ben sam tony greg jeff andy kate katie jenny liz becky vicky debbie ' +
  // German, Dutch, Nordic
  'hans klaus jurgen wolfgang dieter manfred uwe gunter horst bernd karl heinz stefan andreas matthias markus sven ' +
  'jens torsten thorsten jorg ralf holger dirk lars nils jan florian tobias lukas felix jonas moritz leon finn ' +
  'elias anton emil friedrich johannes ludwig ulrich gerhard helmut werner rainer sabine petra monika ursula renate ' +
  'brigitte helga ingrid karin gisela claudia birgit heike silke anke katrin kerstin anja nadine tanja steffi lena ' +
  'lea hanna johanna greta frieda mathilda luisa marlene heidi ute elke jutta annette bettina dagmar pieter willem ' +
  'hendrik jeroen sander bram daan sem thijs joost maarten wouter ruben femke sanne lotte anouk marieke saskia ' +
  'ingeborg erik anders johan magnus olof gustav henrik mikael bjorn leif oskar axel viktor soren mads rasmus ' +
  'kasper jesper morten kristian astrid linnea freja sigrid solveig birgitta annika malin elin ebba maja alma tuva ' +
  'thea ida karoline mette hanne pekka mikko jukka antti juha timo matti aino eeva liisa kaisa satu ' +
  // French, Spanish, Italian, Portuguese, Romanian
  'pierre michel philippe alain patrice bernard christophe nicolas laurent stephane frederic thierry olivier julien ' +
  'sebastien guillaume antoine maxime alexandre mathieu benoit cedric damien fabrice gilles yves jacques francois ' +
  'henri lucien marcel etienne hugo theo nathalie isabelle sylvie francoise valerie veronique sandrine celine ' +
  'aurelie emilie camille manon elodie delphine monique genevieve helene amelie margaux solene maelle ines ' +
  'josephine juliette mathilde carlos manuel francisco javier antonio miguel pedro alejandro fernando luis sergio ' +
  'pablo jorge alberto alvaro adrian raul enrique ramon vicente andres joaquin diego mario ignacio gonzalo ' +
  'guillermo eduardo rafael ricardo roberto hector arturo emilio esteban josefa isabel dolores pilar cristina lucia ' +
  'marta elena rosario beatriz mercedes paula alicia silvia yolanda rocio sonia alejandra valentina ximena camila ' +
  'daniela gabriela guadalupe lorena mariana catalina giuseppe giovanni luigi francesco angelo vincenzo pietro ' +
  'salvatore franco domenico bruno paolo marco stefano massimo matteo alessandro luca davide simone riccardo ' +
  'lorenzo giorgio fabio claudio filippo tommaso leonardo edoardo giulia francesca chiara federica martina alessia ' +
  'elisa ilaria giovanna rosa paola antonella roberta simona sofia aurora bianca ginevra joao paulo tiago rui nuno ' +
  'goncalo duarte afonso henrique gustavo thiago felipe rodrigo leandro marcelo anderson wagner ana catarina joana ' +
  'leonor fernanda juliana larissa leticia bruna renata ion andrei mihai alexandru vlad ioana andreea mihaela ' +
  'cristian florin ' +
  // Slavic, Hungarian, Greek, Turkish
  'krzysztof andrzej piotr pawel tomasz marcin michal marek grzegorz jozef lukasz zbigniew jerzy tadeusz mateusz ' +
  'wojciech jakub kamil bartosz maciej katarzyna malgorzata agnieszka krystyna ewa elzbieta zofia magdalena joanna ' +
  'aleksandra natalia kinga dorota beata justyna weronika pavel petr jiri tomas jaroslav martin vaclav zdenek milan ' +
  'jana hana lenka katerina lucie veronika tereza dmitry dmitri sergei sergey alexei alexey mikhail nikolai ' +
  'vladimir ivan igor oleg yuri boris maksim olga tatiana svetlana irina ekaterina anastasia ksenia lyudmila ' +
  'oleksandr andriy mykola volodymyr oksana iryna nikola marko luka milos dragan jovan ivana jelena milica laszlo ' +
  'istvan jozsef zoltan attila gabor tamas balazs zsolt ildiko katalin erzsebet zsuzsanna eszter giorgos dimitris ' +
  'kostas nikos yannis eleni mehmet mustafa ahmet ali huseyin hasan murat emre burak fatma ayse emine hatice zeynep ' +
  'elif merve ' +
  // Arabic, Persian, Hebrew, South and East Asia, Africa
  'mohammed muhammad mohamed mohammad ahmed mahmoud omar khaled khalid hassan hussein ibrahim youssef yusuf tariq ' +
  'karim samir nasser bilal hamza fatima aisha mariam maryam layla leila noor salma yasmin zainab amina khadija ' +
  'reza hossein mehdi amir parisa shirin noam yael tamar shira avi moshe raj rajesh rahul amit sanjay vijay suresh ' +
  'ramesh anil sunil ravi arjun rohan vikram ashok deepak manoj pradeep prakash ankit nikhil karthik srinivas priya ' +
  'anjali pooja neha kavita sunita anita lakshmi deepa divya shreya sneha meera asha usha nisha swati aditi ananya ' +
  'imran salman farhan ayesha wei jing yan xiu ying lei hui xiaoming xiaoli mei ling jun hiroshi takashi kenji ' +
  'satoshi yuki haruto ren sota yuto daiki akira kenta yoko keiko sakura aiko yumi naoko haruka minjun jiho seojun ' +
  'minho jisoo jiyoung minji hyun soojin seoyeon thanh huong linh nguyet tuan quang duc siti budi agus dewi putri ' +
  'somchai malee kwame kofi kwesi ama akosua chinedu emeka ngozi chioma oluwaseun adebayo temitope babatunde thabo ' +
  'sipho nomsa lerato amara zanele juma wanjiru ' +
  // of all of these
  'anneke edmund helena lucinda milena saoirse tuomas ' +
  'aarav abby abdul abdullah abdulrahman abhishek achieng adaeze adele adil aditya adnan adriana adrien adwoa afia ' +
  'agata agathe agnes agneta agostino aileen ajay akash akiko aksel akshay akua alana alban alec alena alfonso ' +
  'alfred alfredo alicja alina alison alix aliya allison almudena amandine amedeo aminata amitabh amparo anais ' +
  'anand anatoly andre aneta anibal anika anish annabel annabelle annie antonia anushka anwar aparna araceli ' +
  'archana archie ariane arianna arkadiusz arkady armand armando arnaud arnav artem artur arun arvid arvind asami ' +
  'asbjorn ashish ashwin audra audric aurelio ayaka ayodele ayumi aziz baptiste barry bashir basma bastien beatrice ' +
  'becca benedetta benedicte bernadette bernardo bertrand beth bhavna birger birte bodil bogdan bogumila bohdan ' +
  'bonnie brenna brent brett bridget brigid bukola byron camilla capucine carla carlo carlotta carolin cassandra ' +
  'cassie caterina celia cesare cezary chandan charlene charline chetan chiamaka chidi chihiro chika christiane ' +
  'chukwuemeka cindy cinzia clara clarissa clemence clementine clifford clive cody cora corentin corey corinna ' +
  'corinne cornelia corrado courtney craig cristiano cristobal curtis cyril daisuke dalia damian daniele danila ' +
  'danuta daphne darius dariusz darlene darren darya deanna delia denis derek devika dhruv dinesh dominic donatella ' +
  'donato dorian doris dorte dov dung dustin dwayne ebele edgar edith edouard edwin edyta efua egor eiji eileen ' +
  'einar eitan ekene elaine eleonora elfriede eli eliezer elise eliza ellen eloise elsie elvira emanuele emilia ' +
  'enrico enzo erica erika erin erling ernest ernesto eskil esme estefania estelle esther ethel ettore eugenie ' +
  'eugenio eunice eva evert evgeny evie ewelina fabian fabien fabiola fabrizia fabrizio fadi faisal fanny farid ' +
  'federico fedor femi fermin filip flavia flavio florent folake franziska fraser freddie freya friederike frits ' +
  'frode fumiko funmilayo gabriele gaelle gaetan gaetano galina ganesh garrett gaurav gautam gavin geeta gennady ' +
  'gennaro geoffrey georgina geraldine gerardo gerda gerrit gert gertrude ghassan gianluca gianni gilad gilberto ' +
  'ginny giorgia girish giuliano glenn gopal gordon graciela grazyna gregoire grigory guido gunilla gunnar guus ' +
  'gwen gwendolyn hadas hakan halina halvor hamish hanan hao harald haris harish harpreet hattie hauke hedwig heiko ' +
  'hemant henning henrietta henryk herbert hernan herve hideki hideo hien hieu hilary hildegard hiroki hiroko ' +
  'hiromi hisham hitomi hortensia howard hubert humberto huy hyejin ichiro idan ifeoma ikechukwu ilenia ilse imelda ' +
  'indira ingvild inna irene irma irmgard ishaan isidro isla ismail isolde itai ivano iwona izabela izumi jabari ' +
  'jacek jackie jadwiga jaehyun jaime jamal jamie jamila janice jared jarl jaroslaw jasmin jawad jaya jayesh ' +
  'jeanette jeanne jelle jenna jerome jesse jia jihoon jihyun jill jimin jingyi jiro joachim joann joanne jocelyn ' +
  'jochen jodie joel jolanta jonah joris josefina josiah josie juliane julieta junho junko justine jyoti kabir ' +
  'kaito kajal kamal kamala kamau kaori kara karanja kareem karla karol karolina kartik katharina kathrin kathy ' +
  'katsumi katy kavya kazuki kazuo kees keita kelechi kenichi keshav khanh kilian kimiko kirill kirsten kirsty ' +
  'kishore kiyoshi kjell knut koen koji kojo konstantin korbinian krishna krista kristen kristin kumiko kunal ' +
  'kwabena kyoko kyungsoo laetitia lalit lana lara larisa latifa laure laurence lennart leonard leonie leszek lewis ' +
  'lidia lieke lieselotte lijuan liliana lilli lillian lilly lina lindiwe lindsay lindsey linn lionel lior liza ' +
  'loic loredana lorna lorraine louise lubna luciano ludmila ludovic ludovica ludwik luigia luise lupe luuk lydia ' +
  'lydie lynn maayan mabel macarena maddalena maddie madeleine madhu madhuri maeve maggie magnhild mahesh maisie ' +
  'maite majid makoto malak malcolm malik malte mandla mandy manish manisha manolo manuela marc marcella marcia ' +
  'marcos marcus mareike margarete margherita margot mariangela marianna marianne maribel mariko marisol marit ' +
  'mariusz marvin marwan masako masao masaru matias matilde mats maureen maurizio mavis maximiliano mayank maysa ' +
  'mayumi megha meghan megumi melanie melchor melinda melitta melvin michela michele michiko mieczyslaw mieke ' +
  'mildred millie minoru minseo miranda mireille mirella miriam miroslaw misaki mitsuko miyuki mohan mohit moira ' +
  'momoko mona monica mordechai morris mounir mpho mukesh muriel mwangi myra nabil nadav nadezhda nadia nadim najwa ' +
  'naledi namrata nanna naoki narendra naresh nathaniel natsuki naveen nawal ndidi neelam nele nell nellie neville ' +
  'ngoc nhung nicoletta nicolo niels nikita nilesh nina nir nirav nitin nizar njeri nkechi nnamdi noboru nobuo ' +
  'noelia noemi noemie nokuthula norbert norberto noriko norman noura nyambura obinna oceane octavio odile ofer ' +
  'olaf oluwatobi orazio orla ornella osama osamu osvaldo oswald otieno ousmane oyvind paco pallavi pankaj pascal ' +
  'pascual patricio patrizia patrycja paulina pauline pavlo peggy percy philipp phoebe phuong phyllis piero piyush ' +
  'polina pranav prateek preeti priyanka przemyslaw qasim qiang quentin quynh rachael radha radoslaw raffaele ' +
  'raffaella raghav ragnhild rajat rajendra rajiv rakesh ramiro ramona rania ranjit raphael raquel rasha rashid ' +
  'rashmi ravindra rebeca refilwe reginald regis reiko rekha remi remy renato renaud renu renzo reuben rhoda rhonda ' +
  'rishabh rita ritika ritu robyn rocco rodger rodney rodolfo rogelio rohit romain romina ronen roni ronit rory ' +
  'rosalia rosalind roshni rosie rossella roxanne rudolph ruggero rupali ruslan ruth ryota ryszard sabrina sachiko ' +
  'sachin sadiq saeed sally sami samira sancho sandeep sandro sangeeta sanjana sarita satish saurabh sayaka seema ' +
  'segun selina selma semyon serena seth seungmin severine shai shalini shane shani shankar shannon shashi shaun ' +
  'sheila shelley sherry shigeru shilpa shinji shiori shivani shizuka shlomo shmuel shota shubham shweta sibongile ' +
  'sibylle siddharth sidney silvano silvio simphiwe sindre sissel siyabonga sjoerd slawomir smita solange sonal ' +
  'sonya soraya soyeon spencer stacey stanislav stanislaw stanley stefania stefanie stepan stig sudha sudhir suhail ' +
  'sumiko sunghoon susana susanne sushma susumu suzanne svenja sverre sybil sylvain sylvester sylvia sylwia szymon ' +
  'tabea tabitha tadashi tahir takeshi takumi talal tamara tamsin tanguy tanvi tara taras tarek tarun tasha tatsuya ' +
  'tendai terje terrance terrence tessa tetsuya teun thandi thandiwe thao thekla thelma themba thibault thibaut ' +
  'thilo thuy tijmen tilo timur tina tineke ting tiziana tiziano toby tomer tomoko toni torben torbjorn toshio ' +
  'tracey tracy travis trine tristan trung tsubasa tullio tumelo tuyet tyrone uche uday ulf ulises ulla ulrike ' +
  'umberto umesh unni uri urszula vadim valeria valerio vanessa varun vasily vera vernon veronica victor victorine ' +
  'vidar vidya vigdis vikas vinay vineet vinh vinod violaine vishal vitaly vittoria vittorio vivek vivian vivien ' +
  'vlada volker vyacheslav wael walid wambui wanda wendy wiebke wieslaw wiktor wiktoria wilfred wilfried wilma wim ' +
  'winifred winston witold xavier xiang xolani yaakov yahya yair yana yann yannick yara yaroslav yasir yasmine ' +
  'yasuko yegor yeji yejin yelena yesenia yetunde yitzhak yngve yoann yogesh yosef yoshiko yosuke younes youngho ' +
  'yukari yukiko yuko yulia yusuke yvette zack zahra zaid zara zhen zhi ziad zodwa zoya zulema zuzanna zvi';

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
