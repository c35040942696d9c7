"""Parameters of rules/tender.py: calls, bids and awards (model.md §4.1)."""

from coopsim.scenario.declare import Table, quantity


class Tender(Table):
    """Calls for tender."""

    lot_size: float = quantity("k€/quarter", (1, 10_000), (40, 240), "lot_size",
        en="Volume of one call", fr="Volume d'un appel d'offres")
    contract_term: int = quantity("quarters", (1, 80), (8, 24), "contract_term",
        en="Length of a contract", fr="Durée d'un marché")
    bidders_per_call: int = quantity("associations", (1, 400), (8, 64), "bidders_per_call",
        en="Associations that hear of a call, the holder aside", fr="Associations qui prennent connaissance d'un appel, titulaire à part")
    time_scale: float = quantity("FTE", (0, 50), (1, 8), "time_scale",
        en="Size at which half of the calls find time for a bid", fr="Taille à laquelle on trouve le temps de répondre une fois sur deux")
    growth_cap: float = quantity("share of volume", (0, 10), (0.05, 0.3), "growth_cap",
        en="Most that an association may gain in a quarter", fr="Croissance maximale d'une association en un trimestre")
    price_weight: float = quantity("1", (0, 10), (0, 2), "w_price",
        en="Weight of a low price in the award", fr="Poids du prix dans l'attribution")
    size_weight: float = quantity("1", (0, 3), (0, 0.7), "w_size",
        en="Weight of size in the award", fr="Poids de la taille dans l'attribution", analysed=True)
    quality_weight: float = quantity("1", (0, 10), (0, 2), "w_quality",
        en="Weight of know-how and legitimacy in the award", fr="Poids des savoir-faire et de la légitimité dans l'attribution")
    incumbent_weight: float = quantity("1", (0, 10), (0, 2), "w_incumbent",
        en="Advantage of the present holder", fr="Avantage du titulaire sortant")
    price_scale: float = quantity("share of cost", (0.005, 1), None, "price_scale",
        en="Cost difference that weighs one unit of score", fr="Écart de coût qui pèse une unité de note")
    smaller_lots_effect: float = quantity("share", (0, 0.95), None, "smaller_lots_effect",
        en="Reduction of the lot at full strength of smaller lots", fr="Réduction du lot à pleine force de l'allotissement")
    credit_partnership: float = quantity("share", (0, 1), None, "c⁰_P",
        en="Share of a partner's size that counts in a bid: partnership", fr="Part de la taille du partenaire comptée dans une offre : partenariat")
    credit_pooling: float = quantity("share", (0, 1), None, "c⁰_M",
        en="Share of a partner's size that counts in a bid: pooling", fr="Part de la taille du partenaire comptée dans une offre : mutualisation")
    credit_alliance: float = quantity("share", (0, 1), None, "c⁰_A",
        en="Share of a partner's size that counts in a bid: alliance", fr="Part de la taille du partenaire comptée dans une offre : rapprochement")
    credit_scale: float = quantity("1", (0, 2), (0, 1.2), "credit_scale",
        en="Multiplier of the three credits", fr="Multiplicateur des trois parts")
    call_cost: float = quantity("k€", (0, 100), (0, 10), "call_cost",
        en="Cost of one call for the funder", fr="Coût d'un appel pour le financeur")
    bid_cost: float = quantity("k€", (0, 20), (0, 2), "bid_cost",
        en="Cost of one bid for the bidder", fr="Coût d'une réponse pour l'association")
    returned_quarters: int = quantity("quarters", (1, 4), None, "returned_quarters",
        en="Wait before returned grants are called, and before an unserved lot of them becomes a saving",
        fr="Attente avant que les subventions rendues soient mises en appel, puis économisées si nul n'y répond")
