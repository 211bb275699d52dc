"""Function words of Spanish and English: what carries grammar, not content. Folded (no accents).

The closed classes as the Nueva gramática de la lengua española (RAE) and Quirk et al. list them: articles, pronouns,
prepositions, conjunctions, auxiliaries, and the adverbs of degree and place that translations shuffle freely.
"""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the words of a text between white space."""
    return frozenset(text.split())


SPANISH: Final = words(
    """
    el la los las lo un una unos unas al del
    yo tu usted el ella ello nosotros nosotras vosotros ustedes ellos ellas me te se nos os le les mi mis ti si consigo
    conmigo contigo mio mia suyo suya suyos suyas nuestro nuestra nuestros nuestras su sus tus
    este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos aquellas
    que quien quienes cual cuales cuyo cuya cuyos cuyas cuando donde como cuanto cuanta cuantos cuantas
    a ante bajo con contra de desde durante en entre hacia hasta mediante para por segun sin so sobre tras
    y e o u ni pero sino aunque porque pues si mientras mas asi ya
    no tampoco tambien muy mucho mucha muchos muchas poco poca pocos pocas tan tanto tanta tantos tantas
    todo toda todos todas otro otra otros otras mismo misma mismos mismas cada algun alguno alguna algunos algunas
    ningun ninguno ninguna nada nadie algo alguien ambos ambas varios varias demas cualquier cualquiera
    ser es son era eran fue fueron sera seran seria serian sea sean fuera fueran fuese sido siendo soy eres somos
    estar esta estan estaba estaban estuvo estuvieron estara esten este estado estando
    haber ha han he hemos habia habian hubo hay habra habran habria habrian haya hayan hubiera hubieran hubiese habido
    tener tiene tienen tenia tenian tuvo tuvieron tendra tendran tendria tenga tengan tengo tenemos tenido teniendo
    poder puede pueden podia podian pudo pudieron podra podran podria podrian pueda puedan pudiera
    deber debe deben debia debian debera deberan deberia deberian
    ir va van iba iban voy vamos yendo vaya vayan
    hacer hace hacen hacia hizo hicieron hara haran haria haga hagan hecho haciendo
    ahora antes despues luego entonces hoy ayer aqui ahi alli alla aca siempre nunca casi solo solamente aun todavia
    incluso ademas bien mal mejor peor mayor menor menos etc
    """
)
ENGLISH: Final = words(
    """
    the a an this that these those
    i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
    myself yourself himself herself itself ourselves themselves one
    who whom whose which what when where why how whether
    of to in on at by for with from into onto upon about against between among through during before after above below
    under over out off up down near since until till toward towards within without across along around behind beside
    besides beyond despite except inside outside per than via as
    and or nor but yet so because although though while if unless
    not no never neither none nothing nobody n't
    very much many more most less least few little lot lots too also just only even still already again once here there
    then now ever almost quite rather both each every either all any some other others another same such own several
    be is are was were been being am do does did done doing have has had having
    can could may might must shall should will would ought
    isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't cannot couldn't won't wouldn't
    shouldn't i'm you're he's she's it's we're they're i've we've they've i'll we'll they'll i'd that's there's
    make makes made making get gets got go goes went going
    well better best bad worse worst today yesterday etc s t
    """
)
# Names of days and months have capitals in English only.
CALENDAR: Final = words(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun"""
)
