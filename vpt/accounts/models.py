"""Employers and partners, their units and their places."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from vpt.accounts.rules import OrganisationKind
from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.ids import new_id
from vpt.infra.types import Json


class Installation(Base):
    """One row: what this database was created as. A demo stays a demo."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_demo: Mapped[bool]
    created_at: Mapped[datetime]
    seeded_at: Mapped[datetime | None]


class Organisation(Base):
    """An employer or a chain partner.

    `calendar` holds office hours, closing days and the two settings (5 May, Good Friday); `brand`
    the colour variables; `domicile` the address printed instead of private addresses.
    """

    __tablename__ = "organisations"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200))
    short_code: Mapped[str] = mapped_column(String(6), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(String(16))
    sector: Mapped[str] = mapped_column(String(40), default="")
    region: Mapped[str] = mapped_column(String(40), default="")
    domicile: Mapped[str] = mapped_column(String(300), default="")
    help_text: Mapped[str] = mapped_column(String(500), default="")
    brand: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    calendar: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(
        Json, default=dict, server_default="{}"
    )
    """The organisation's own words for a page: key of the text, then language, then the words."""
    keyset_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    set_up_at: Mapped[datetime | None]
    """When the first set-up ended: from then on a role that opens cases needs a second person."""
    set_up: Mapped[dict[str, str]] = mapped_column(Json, default=dict, server_default="{}")
    """Parts of the first set-up that somebody looked at and found right, each with its moment."""


class Unit(Tenant, Base):
    """A team or department; `path` holds the keys of all ancestors and itself."""

    __tablename__ = "units"
    __table_args__ = (
        tenant_fk("parent_id", "units"),
        Index("ix_units_path", "organisation_id", "path"),
    )

    parent_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(120))
    path: Mapped[str] = mapped_column(String(500))
    manager_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    deputy_from: Mapped[date | None]
    deputy_until: Mapped[date | None]
    """First and last local day of standing in; empty: always."""
    closed_at: Mapped[datetime | None]
    """From then on it can be chosen nowhere; what happened there stays."""


class Location(Tenant, Base):
    """A place where people work; `code` is what the QR on its wall says."""

    __tablename__ = "locations"
    __table_args__ = (
        tenant_fk("unit_id", "units"),
        UniqueConstraint("organisation_id", "code"),
    )

    unit_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(200), default="")
    code: Mapped[str] = mapped_column(String(12))
    image_retention_days: Mapped[int] = mapped_column(SmallInteger, default=28, server_default="28")
    """How long its cameras keep images. 28 is the four weeks the privacy authority advises: general
    knowledge, to be checked per location."""
    desk_phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    """Of the desk that is staffed there, not of a person."""
    police_station: Mapped[str] = mapped_column(String(120), default="", server_default="")
    """The nearest police station by name and address; in danger people ring 112."""
    house_rules: Mapped[str] = mapped_column(String(2000), default="", server_default="")
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
