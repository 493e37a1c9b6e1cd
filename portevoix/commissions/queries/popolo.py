"""A commission as Popolo JSON (popoloproject.com): persons, organizations, posts, memberships, with their dates.

`docs/popolo.md` says what each thing becomes. No address of anyone is in it.
"""

from portevoix.commissions.models import Commission, Mandate, Membership


def _id(kind: str, key) -> str:
    return f"{kind}/{key}"


def popolo(commission: Commission, address_of) -> dict[str, list[dict]]:
    """*commission* and those under it, everyone who sat or held a role there; 4 SQL queries.

    *address_of*(kind, key) gives the public address of a `person`, a `commission` or a `territory`.
    """
    places = [commission, *commission.children.all()]
    seats = list(
        Membership.objects.filter(commission__in=places, cancelled_at=None)
        .select_related("person__area", "association")
        .order_by("start", "pk")
    )
    mandates = list(
        Mandate.objects.filter(commission__in=places, cancelled_at=None)
        .select_related("person", "in_place_of")
        .order_by("start", "pk")
    )
    slugs = {one.pk: one.slug for one in places}
    people = {
        one.pk: one for term in (*seats, *mandates) for one in (term.person, getattr(term, "in_place_of", None)) if one
    }
    founders = {one.pk: one for one in commission.associations.all()}
    founders |= {seat.association_id: seat.association for seat in seats if seat.association}
    areas = {seat.person.area_id: seat.person.area for seat in seats if seat.person.area_id}
    posts = {(one.commission_id, one.role): one for one in mandates}
    return {
        "persons": [_person(one, address_of) for one in sorted(people.values(), key=lambda one: one.pk)],
        "organizations": [
            *(_commission(one, commission, address_of) for one in places),
            *(_association(one) for one in sorted(founders.values(), key=lambda one: one.pk)),
        ],
        "posts": [
            {
                "id": _post(slugs[place], role),
                "label": str(Mandate.Role(role).label),
                "role": role,
                "organization_id": _id("commission", slugs[place]),
            }
            for place, role in sorted(posts)
        ],
        "areas": [_area(areas[key], address_of) for key in sorted(areas)],
        "memberships": [
            *(_seat(one, slugs[one.commission_id]) for one in seats),
            *(_mandate(one, slugs[one.commission_id]) for one in mandates),
        ],
    }


def _post(slug: str, role: str) -> str:
    return _id("post", f"{slug}/{role}")


def _person(person, address_of) -> dict:
    told = {"id": _id("person", person.pk), "name": person.name}
    summary = ", ".join(filter(None, (person.function, person.territory)))
    if summary:
        told["summary"] = summary
    told["sources"] = [{"url": address_of("person", person.pk)}]
    return told


def _commission(one: Commission, root: Commission, address_of) -> dict:
    told = {
        "id": _id("commission", one.slug),
        "name": one.name,
        "classification": "sub-commission" if one.parent_id else "commission",
        "sources": [{"url": address_of("commission", one.slug)}],
    }
    if one.parent_id:
        told["parent_id"] = _id("commission", root.slug if one.parent_id == root.pk else one.parent.slug)
    if one.purpose:
        told["abstract"] = one.purpose
    if one.closed_on:
        told["dissolution_date"] = one.closed_on.isoformat()
    return told


def _association(one) -> dict:
    told = {
        "id": _id("association", one.pk),
        "name": one.name,
        "other_names": [{"name": one.short_name, "note": "sigle"}],
        "classification": "association",
    }
    if one.represents:
        told["abstract"] = one.represents
    if one.link:
        told["links"] = [{"url": one.link}]
    return told


def _area_id(area) -> str:
    return _id("area", f"{area.kind}/{area.code}")


def _area(area, address_of) -> dict:
    return {
        "id": _area_id(area),
        "name": str(area),
        "identifier": area.code,
        "classification": area.kind,
        "sources": [{"url": address_of("territory", area)}],
    }


def _term(term, kind: str, slug: str) -> dict:
    told = {
        "id": _id(kind, term.pk),
        "person_id": _id("person", term.person_id),
        "organization_id": _id("commission", slug),
        "start_date": term.start.isoformat(),
    }
    if term.end:
        told["end_date"] = term.end.isoformat()
    return told


def _seat(seat: Membership, slug: str) -> dict:
    told = {**_term(seat, "seat", slug), "role": seat.capacity, "label": str(seat.get_capacity_display())}
    if seat.association_id:
        told["on_behalf_of_id"] = _id("association", seat.association_id)
    if seat.person.area_id:
        told["area_id"] = _area_id(seat.person.area)
    return told


def _mandate(mandate: Mandate, slug: str) -> dict:
    told = {
        **_term(mandate, "mandate", slug),
        "role": mandate.role,
        "label": str(mandate.get_role_display()),
        "post_id": _post(slug, mandate.role),
    }
    if mandate.in_place_of_id:
        # Popolo knows no substitute: it says in whose place with a field of our own.
        told["in_place_of_id"] = _id("person", mandate.in_place_of_id)
    return told
