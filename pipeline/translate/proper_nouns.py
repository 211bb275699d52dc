"""Names and acronyms that a headline in capitals may hold and the rest of its story not.

Words, not phrases, as lines in capitals are lower-cased word by word. No word stands here that is also a common one
(«Rosario», «Paz», «Sol»). Countries and capitals after the list of names of states of the RAE's «Ortografía de la
lengua española» (2010), appendix 1; acronyms after Fundéu.
"""

from __future__ import annotations

from typing import Final

PROPER_NOUNS: Final = """
Afganistán África Albania Alemania América Andorra Angola Antártida Arabia Argelia Argentina Armenia Asia Australia
Austria Azerbaiyán Bangladés Bélgica Belice Bielorrusia Bolivia Bosnia Brasil Bulgaria Camboya Camerún Canadá Catar
Chequia Chile China Chipre Colombia Corea Croacia Cuba Dinamarca Ecuador Egipto Eslovaquia Eslovenia España Estonia
Etiopía Europa Filipinas Finlandia Francia Gaza Georgia Ghana Grecia Groenlandia Guatemala Guinea Haití Holanda
Honduras Hungría India Indonesia Irak Irán Irlanda Islandia Israel Italia Jamaica Japón Jordania Kazajistán Kenia
Kosovo Kuwait Letonia Líbano Libia Lituania Luxemburgo Malasia Mali Malta Marruecos México Moldavia Mónaco Mongolia
Montenegro Mozambique Nepal Nicaragua Nigeria Noruega Oceanía Pakistán Palestina Panamá Paraguay Perú Polonia Portugal
Rumanía Rumania Rusia Senegal Serbia Singapur Siria Somalia Sudáfrica Sudán Suecia Suiza Tailandia Taiwán Tanzania
Túnez Turquía Ucrania Uganda Uruguay Venezuela Vietnam Yemen Zimbabue Ámsterdam Ankara Asunción Atenas Bagdad
Barcelona Beirut Belgrado Berlín Berna Bilbao Bogotá Bruselas Bucarest Budapest Cali Caracas Chicago Copenhague
Damasco Dublín Estocolmo Estambul Ginebra Guadalajara Guayaquil Helsinki Jerusalén Kabul Kiev Kiyv Lima Lisboa Londres
Madrid Málaga Managua Medellín Miami Milán Montevideo Monterrey Moscú Múnich Murcia Nápoles Oslo París Pekín Pamplona
Praga Quito Riad Roma Santiago Sevilla Sídney Shanghái Sofía Tegucigalpa Teherán Tijuana Tokio Toledo Varsovia Viena
Washington Zaragoza Zúrich Alicante Andalucía Antioquia Aragón Asturias Baleares California Canarias Cantabria
Castilla Cataluña Chiapas Extremadura Euskadi Florida Galicia Jalisco Navarra Oaxaca Patagonia Querétaro Sinaloa
Sonora Tamaulipas Texas Valencia Veracruz Yucatán
ADN AMLO ANC BBVA BCE BM BOE CDMX CEOE CIA CIDH CNN CNTE CNMV COVID DANA DEA DNI EFE ELN ERC ETA EEUU FAO FARC FBI
FIFA FMI FMLN GAFI IA IBEX IMSS INE INEGI INM IPC IRPF IVA JxCat KGB LGTBI MERCOSUR NASA NBA OCDE OEA OIT OMC OMS ONG
ONU OPEP OTAN PAN PCC PIB PNV PP PRD PRI PSC PSOE PYME RAE RTVE SII SMI TC TSJ TV UE UEFA UCI UGT UNAM UNESCO UNICEF
URSS USA VIH CCOO CGPJ INAH SAT ISIS EI Messi Trump Biden Putin Zelenski Macron Merkel Lula Milei Maduro Chávez Castro
Petro Boric Bukele Sheinbaum Obrador Kremlin Pentágono Vaticano
"""

PROPER_PHRASES: Final = (
    "Estados Unidos", "Reino Unido", "Países Bajos", "Arabia Saudí", "Arabia Saudita", "Emiratos Árabes Unidos",
    "Costa Rica", "Puerto Rico", "El Salvador", "República Dominicana", "Nueva Zelanda", "Costa de Marfil",
    "Buenos Aires", "Ciudad de México", "La Habana", "La Paz", "Nueva York", "Los Ángeles", "San José", "San Salvador",
    "Santo Domingo", "Santa Cruz", "San Sebastián", "Las Palmas", "Oriente Medio", "Oriente Próximo", "Latinoamérica",
    "Unión Europea", "Naciones Unidas", "Casa Blanca", "Banco de España", "Tribunal Supremo",
    "Tribunal Constitucional", "Corte Suprema", "Semana Santa", "Real Madrid", "Copa América", "Fuerzas Armadas",
    "Guardia Civil", "Comunidad de Madrid", "País Vasco", "Castilla y León", "Castilla-La Mancha", "Nuevo León",
)  # fmt: skip
"""Names of several words, most of them common ones; written so wherever the words meet."""
