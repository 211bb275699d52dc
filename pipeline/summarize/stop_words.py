"""Spanish words that carry no topic of their own.

The list is ours: the closed classes of the «Nueva gramática de la lengua española» (RAE and ASALE, 2009; articles,
pronouns, prepositions, conjunctions, adverbs of degree and time), the forms of the auxiliaries, and the verbs by which
news copy attributes what it says. Written without accents, as `pipeline.summarize.terms` compares words.
"""

from typing import Final

_CLOSED_CLASSES: Final = """
a al algo alguien algun alguna algunas alguno algunos ambas ambos ante antes apenas aquel aquella aquellas aquello
aquellos aqui asi asimismo aun aunque bajo bastante bien cada casi como con contra cual cuales cualquier cualquiera
cuando cuanto cuya cuyas cuyo cuyos de del demas desde despues dicha dichas dicho dichos donde durante e el ella
ellas ello ellos embargo en entonces entre esa esas ese eso esos esta estas este esto estos excepto hacia hasta hoy
incluida incluido incluso jamas junto la las le les lo los luego mas me mediante menos mi mientras mis misma mismas
mismo mismos mucha muchas mucho muchos muy nada nadie ni ningun ninguna ninguno no nos nosotras nosotros nuestra
nuestras nuestro nuestros nunca o os otra otras otro otros para pero poca pocas poco pocos por porque pues que quien
quienes salvo se segun si sido siempre sin sino sobre solamente solo su sus tal tales tambien tampoco tan tanta
tantas tanto tantos te ti toda todas todavia todo todos tras tu tus u un una unas uno unos usted ustedes varias
varios via vosotros y ya yo
"""
_AUXILIARIES: Final = """
era eramos eran eres es esta estaba estaban estado estamos estan estar estara estaran estaria estuvo estuvieron fue
fueron fuera fuese ha haber habia habian habra habran habria habrian han has hay haya hayan he hecho hemos hizo hubo
hubieron puede pueden podra podran podria podrian pudo ser sera seran seria serian sea sean siendo son soy suele
suelen tener tendra tenia tenian tiene tienen tuvo tuvieron va van vamos hace hacen hacer debe deben
"""
_ATTRIBUTION: Final = """
afirma afirmo agrego anadio apunto asegura aseguro dice dicen dijo dijeron explica explico indica indico informo
manifesto recordo senala senalo sostuvo subraya subrayo destaca destaco
"""

STOP_WORDS: Final = frozenset(f"{_CLOSED_CLASSES} {_AUXILIARIES} {_ATTRIBUTION}".split())
