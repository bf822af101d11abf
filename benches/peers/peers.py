"""What Python's peers take for one verdict. `peers.js` runs this and passes
the passwords; the answer is nanoseconds a call, a row for each peer."""

import json
import platform
import sys
import time

from django.conf import settings
from password_strength import PasswordPolicy
from zxcvbn import zxcvbn

ROUNDS = 9
ROUND_SECONDS = 0.03
# zxcvbn accepts at most 72 characters.
LONGEST = {"Python zxcvbn: guesses": 72}

settings.configure(USE_I18N=False)


def contenders(email):
    from django.contrib.auth.password_validation import (
        CommonPasswordValidator,
        MinimumLengthValidator,
        NumericPasswordValidator,
        UserAttributeSimilarityValidator,
    )

    class User:
        pass

    user = User()
    user.email = email
    # Django's four defaults, with the one attribute that is known.
    validators = [
        UserAttributeSimilarityValidator(user_attributes=["email"]),
        MinimumLengthValidator(),
        CommonPasswordValidator(),
        NumericPasswordValidator(),
    ]

    def django(password):
        for validator in validators:
            validator.validate(password, user)
        return True

    strength = PasswordPolicy.from_names(length=6, uppercase=1, numbers=1, special=1)
    return {
        "Django, its four validators": django,
        "password-strength: length, three kinds": lambda p: strength.test(p) == [],
        "Python zxcvbn: guesses": lambda p: zxcvbn(p, [email])["guesses"] > 1,
    }


def nanoseconds(check, passwords):
    count, start = 0, time.perf_counter()
    while True:
        if not check(passwords[count % len(passwords)]):
            sys.exit("refused")
        count += 1
        passed = time.perf_counter() - start
        if passed >= ROUND_SECONDS:
            return passed * 1e9 / count


def main():
    asked = json.load(sys.stdin)
    checks = contenders(asked["email"])
    rows = {name: [] for name in checks}
    for passwords in asked["passwords"]:
        length = len(passwords[0])
        running = {n: c for n, c in checks.items() if length <= LONGEST.get(n, length)}
        times = {name: [] for name in running}
        for _ in range(ROUNDS):
            for name, check in running.items():
                times[name].append(nanoseconds(check, passwords))
        for name, row in rows.items():
            row.append(sorted(times[name])[ROUNDS // 2] if name in running else None)
    print(json.dumps({"version": platform.python_version(), "rows": rows}))


main()
