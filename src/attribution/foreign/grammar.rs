//! What the rules know of a language: verbs of saying and the small words around them.

use super::super::language::Language;

/// Words of a language, by what they are to a quotation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar {
    /// Forms of verbs of saying, participles included.
    verbs: &'static str,
    /// Words like "according to", which stand before a speaker.
    according: &'static str,
    /// Pronouns that are a speaker.
    pronouns: &'static str,
    /// Articles, and other words with which a speaker begins.
    determiners: &'static str,
    /// Words that stand inside a speaker: "of".
    links: &'static str,
    /// Auxiliaries, adverbs and unstressed pronouns between a speaker and a verb.
    between: &'static str,
    /// Words after which a speaker, or what is beside a verb, is over.
    stops: &'static str,
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

impl Grammar {
    /// The grammar of a language that is read by rule.
    pub(super) fn of(language: Language) -> Option<&'static Self> {
        match language {
            Language::Spanish => Some(&SPANISH),
            Language::French => Some(&FRENCH),
            Language::German => Some(&GERMAN),
            Language::Portuguese => Some(&PORTUGUESE),
            Language::Italian => Some(&ITALIAN),
            Language::English | Language::Dutch | Language::Unknown => None,
        }
    }

    pub(super) fn is_verb(&self, word: &str) -> bool {
        // French puts a "t" before an inverted pronoun: "ajoute-t-elle".
        is_in(self.verbs, word.strip_suffix("-t").unwrap_or(word))
    }

    pub(super) fn is_according(&self, word: &str) -> bool {
        is_in(self.according, word)
    }

    pub(super) fn is_pronoun(&self, word: &str) -> bool {
        is_in(self.pronouns, word)
    }

    pub(super) fn is_determiner(&self, word: &str) -> bool {
        is_in(self.determiners, word)
    }

    pub(super) fn is_link(&self, word: &str) -> bool {
        is_in(self.links, word)
    }

    pub(super) fn is_between(&self, word: &str) -> bool {
        is_in(self.between, word)
    }

    pub(super) fn is_stop(&self, word: &str) -> bool {
        is_in(self.stops, word)
    }
}

const SPANISH: Grammar = Grammar {
    verbs: "dijo dice decía dijeron dicen dicho diciendo afirmó afirma afirmaron afirman afirmado aseguró asegura \
        aseguraron asegurado explicó explica explicaron explicado señaló señala señalaron señalado añadió añade \
        añadieron añadido agregó agrega agregaron indicó indica indicaron indicado declaró declara declararon declarado \
        negó niega negaron negado confirmó confirma confirmaron confirmado admitió admite admitieron admitido reconoció \
        reconoce reconocieron reconocido denunció denuncia denunciaron denunciado advirtió advierte advirtieron \
        advertido respondió responde respondieron respondido contestó contesta contestaron preguntó pregunta preguntaron \
        preguntado insistió insiste insistieron insistido sostuvo sostiene sostuvieron manifestó manifiesta \
        manifestaron manifestado comentó comenta comentaron comentado anunció anuncia anunciaron anunciado recordó \
        recuerda recordaron recordado subrayó subraya subrayaron criticó critica criticaron criticado escribió escribe \
        escribieron escrito tuiteó prometió promete prometieron prometido concluyó concluye apuntó apunta destacó \
        destaca destacaron lamentó lamenta lamentaron expresó expresa exclamó exigió exige exigieron aclaró aclara \
        precisó precisa relató relata contó cuenta gritó murmuró opinó opina replicó",
    according: "según",
    pronouns: "él ella ellos ellas quien",
    determiners: "el la los las un una unos unas su sus este esta estos estas varios algunos fuentes",
    links: "de del la las los y e",
    between: "ha han había se lo le les me nos ya también no luego después ayer hoy además nunca todavía",
    stops: "en a al que por para con durante tras sobre desde ante este cuando mientras como ayer hoy hace lunes martes \
        miércoles jueves viernes sábado domingo antes después entre si",
};

const FRENCH: Grammar = Grammar {
    verbs: "dit disait dirent disent disant déclaré déclare déclarait déclarent affirmé affirme affirmait affirment \
        assuré assure assurait assurent expliqué explique expliquait expliquent ajouté ajoute ajoutait ajoutent \
        souligné souligne soulignait soulignent précisé précise précisait précisent indiqué indique indiquait indiquent \
        nié nie niait nient démenti dément confirmé confirme confirmait confirment admis admet admettait reconnu \
        reconnaît reconnaissait dénoncé dénonce dénonçait dénoncent averti avertit répondu répond répondait répondit \
        répondent demandé demande demandait demanda insisté insiste insistait soutenu soutient soutenait estimé estime \
        estimait estiment annoncé annonce annonçait annoncent rappelé rappelle rappelait critiqué critique critiquait \
        écrit écrivait tweeté promis promet promettait conclu conclut lancé lance lançait regretté regrette regrettait \
        raconté raconte racontait martelé martèle résumé résume commenté commente observé observe noté note plaidé \
        plaide prévenu prévient rétorqué rétorque murmura cria avoué avoue témoigné témoigne poursuivi poursuit \
        poursuivait glissé glisse réagi réagit déploré déplore",
    according: "selon",
    pronouns: "il elle ils elles on celui-ci celle-ci",
    determiners: "le la les l' un une des son sa ses leur leurs ce cette ces plusieurs certains",
    links: "de du des la le les et d' l' en à",
    between: "a ont avait avaient l' m' t' s' n' ne pas lui leur nous se aussi encore également ensuite déjà plus tard \
        hier a-t ont-t avait-t",
    stops: "dans au aux que pour avec lors après avant sur devant pendant par lundi mardi mercredi jeudi vendredi samedi dimanche \
        hier aujourd'hui ce qui alors quand selon si mais depuis",
};

const GERMAN: Grammar = Grammar {
    verbs: "sagte sagt sagten sagen gesagt erklärte erklärt erklärten betonte betont betonten behauptete behauptet \
        behaupteten versicherte versichert versicherten teilte mitgeteilt ergänzte ergänzt ergänzten fügte hinzugefügt \
        bestätigte bestätigt bestätigten bestritt bestreitet bestritten dementierte dementiert räumte eingeräumt warnte \
        warnt warnten gewarnt antwortete antwortet antworteten geantwortet fragte fragt fragten gefragt kritisierte \
        kritisiert kritisierten schrieb schreibt schrieben geschrieben twitterte twittert kündigte angekündigt \
        forderte fordert forderten gefordert meinte meint meinten gemeint berichtete berichtet berichteten erzählte \
        erzählt erzählten versprach verspricht versprachen versprochen mahnte mahnt beklagte beklagt rief ruft gerufen \
        entgegnete entgegnet erwiderte erwidert urteilte urteilt schilderte schildert äußerte geäußert lobte lobt \
        unterstrich erinnerte erinnert stellte wies zitierte zitiert heißt hieß",
    according: "so laut",
    pronouns: "er sie es man wir ich dieser diese",
    determiners: "der die das den dem ein eine einer ein seine seiner ihre ihrer ihr sein mehrere einige viele dieser diese",
    links: "der des von und vom für aus zu zur für",
    between: "hat haben hatte hatten auch noch später dann zudem weiter dazu sich nicht bereits gestern heute außerdem",
    stops: "am im in auf ist sind wird werden war dass bei nach vor während gegenüber mit zu über an dem laut gestern heute montag dienstag \
        mittwoch donnerstag freitag samstag sonntag weiter dazu wenn als und aber",
};

const PORTUGUESE: Grammar = Grammar {
    verbs: "disse diz dizia disseram dizem dito dizendo afirmou afirma afirmaram afirmam afirmado assegurou assegura \
        garantiu garante garantiram explicou explica explicaram explicado apontou aponta apontaram acrescentou acrescenta \
        acrescentaram indicou indica indicaram declarou declara declararam declarado negou nega negaram negado confirmou \
        confirma confirmaram confirmado admitiu admite admitiram admitido reconheceu reconhece reconheceram denunciou \
        denuncia denunciaram alertou alerta alertaram advertiu respondeu responde responderam respondido perguntou \
        pergunta perguntaram insistiu insiste sustentou sustenta comentou comenta comentaram anunciou anuncia anunciaram \
        lembrou lembra ressaltou ressalta destacou destaca criticou critica criticaram escreveu escreve escreveram \
        tuitou prometeu promete prometeram concluiu conclui lamentou lamenta contou conta contaram relatou relata exigiu \
        exige defendeu defende avaliou avalia completou completa gritou murmurou opinou referiu refere sublinhou \
        salientou frisou",
    according: "segundo conforme",
    pronouns: "ele ela eles elas quem",
    determiners: "o a os as um uma uns umas seu sua seus suas este esta vários alguns",
    links: "de do da dos das e o a",
    between: "tem têm tinha havia se o lhe me nos já também não depois ainda ontem hoje nunca",
    stops: "em no na nos nas ao aos à às que por para com durante após sobre desde ante quando enquanto como ontem hoje segunda-feira \
        terça-feira quarta-feira quinta-feira sexta-feira sábado domingo antes entre nesta neste se",
};

const ITALIAN: Grammar = Grammar {
    verbs: "disse dice diceva dissero dicono detto dicendo affermò afferma affermato affermano assicurò assicura \
        assicurato spiegò spiega spiegato spiegano aggiunse aggiunge aggiunto aggiungono sottolineò sottolinea \
        sottolineato precisò precisa precisato indicò indica indicato dichiarò dichiara dichiarato negò nega negato \
        smentì smentisce smentito confermò conferma confermato ammise ammette ammesso riconobbe riconosce riconosciuto \
        denunciò denuncia denunciato avvertì avverte avvertito rispose risponde risposto chiese chiede chiesto insistette \
        insiste insistito sostenne sostiene sostenuto commentò commenta commentato annunciò annuncia annunciato ricordò \
        ricorda ricordato criticò critica criticato scrisse scrive scritto twittato promise promette promesso concluse \
        conclude concluso raccontò racconta raccontato osservò osserva osservato ribadì ribadisce ribadito replicò \
        replica replicato lamentò lamenta lamentato dichiararono gridò mormorò attaccò attacca attaccato",
    according: "secondo",
    pronouns: "lui lei loro egli ella chi",
    determiners: "il lo la i gli le l' un uno una suo sua suoi sue questo questa alcuni diversi",
    links: "di del della dello dei degli delle e d' dell' il la",
    between: "ha hanno aveva avevano l' lo si gli le ci ne già anche non poi ancora ieri oggi mai più è",
    stops: "in a al alla nel nella che per con durante dopo su sul da ieri oggi lunedì martedì mercoledì giovedì venerdì \
        sabato domenica quando mentre come prima tra se",
};
