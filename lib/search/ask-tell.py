"""Suggests parameters by Optuna's tree-structured Parzen estimator. Knows nothing of what they are for.

Reads JSON, a line each, from standard input, and answers each with a line on standard output:
  {"ranges": {...}, "seed": 1}                     begins; the ranges are those of range.ts
  {"ask": 4}                                       [{"number": 0, "values": {...}}, ...]
  {"tell": [{"number": 0, "error": 0.1},           finished
            {"number": 1, "steps": [[2, 0.3]]},    stopped early, with the errors up to then
            {"number": 2}]}                        failed
Ends with its input.
"""

import json
import sys
import warnings

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.trial import TrialState


def distribution(values):
    if values["kind"] == "values":
        return CategoricalDistribution(values["values"])
    kind = IntDistribution if values["whole"] else FloatDistribution
    return kind(values["low"], values["high"], log=values["kind"] == "log")


def tell(study, trials, result):
    number = result["number"]
    if "error" in result:
        study.tell(number, result["error"])
    elif "steps" in result:
        for step, error in result["steps"]:
            trials[number].report(error, step)
        study.tell(number, state=TrialState.PRUNED)
    else:
        study.tell(number, state=TrialState.FAIL)


def main():
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    begin = json.loads(sys.stdin.readline())
    ranges = {name: distribution(values) for name, values in begin["ranges"].items()}
    # Trials that run side by side count as bad until their errors are known, so that they are not all alike.
    sampler = optuna.samplers.TPESampler(seed=begin["seed"], constant_liar=True)
    study = optuna.create_study(sampler=sampler, direction="minimize")
    trials = {}
    print(json.dumps({}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        answer = {}
        if "ask" in request:
            asked = [study.ask(ranges) for _ in range(request["ask"])]
            trials.update({trial.number: trial for trial in asked})
            answer = [{"number": trial.number, "values": trial.params} for trial in asked]
        else:
            for result in request["tell"]:
                tell(study, trials, result)
        print(json.dumps(answer), flush=True)


main()
