"""`sourcier corpus`: the same reading and checking over many articles, one module a verb."""

from __future__ import annotations

import typer

from sourcier.app.cli.corpus import dossier, export, repair, report, run, search, sql, versions

app = typer.Typer(no_args_is_help=True, help="Many articles: run, ask, search, report, export.")
app.command("run", short_help="Check many articles into a folder of tables.")(run.run)
app.command("sql", short_help="Ask the tables with SQL.")(sql.sql)
app.command("search", short_help="Find claims and sentences by their words.")(search.search)
app.command("export", short_help="Write one table as CSV, Parquet or JSON lines.")(export.export)
app.command("dossier", short_help="Check one article again and give its dossier.")(dossier.dossier)
app.command("repair", short_help="Take parts with a broken file out of all tables.")(repair.repair)
app.command("report", short_help="Write what a collection shows as an HTML page and as tables.")(report.report)
app.command("versions", short_help="Compare the versions of one page.")(versions.versions)
