"""A process that answers one sentence in every language its packages reach, and ends: engine.py times it.

python benchmarks/first_answer.py DIRECTORY_OF_INSTALLED_PACKAGES
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from service.domain.content import Content
from service.domain.translation import Request
from service.engine.engine import Engine
from service.engine.packages import PackageDirectory

engine = Engine(PackageDirectory(Path(sys.argv[1])))
requests = [Request(Content("Der Rat tagt am Montag im Rathaus."), target) for target in sorted(engine.languages())]
for draft in engine.translate(requests):
    print(draft.content.text)
