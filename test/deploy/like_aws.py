"""Takes out of MiniStack what keeps a stack with enforced permissions from working as it does on AWS."""

from ministack.core import iam_evaluator, sigv4
from ministack.services.cloudformation import provisioners


class Encrypted:
    """What is known of where a request comes from, but as if it had come by TLS."""

    def __init__(self, origin):
        self.origin = origin

    def get(self):
        address, _ = self.origin.get()
        return address, True

    def set(self, value):
        return self.origin.set(value)


def secret_by_arn(create):
    """`Ref` of a secret is its ARN, as policies want it, and not its name."""

    def created(*asked):
        _, attributes = create(*asked)
        return attributes["Arn"], attributes

    return created


def strict(enforce):
    """IAM knows no action for messages by the dozen. What is refused is written into the log."""

    def enforced(key, action, *asked, **more):
        wanted = {"sqs:SendMessageBatch": "sqs:SendMessage"}.get(action, action)
        result = enforce(key, wanted, *asked, **more)
        if result is not None:
            print("REFUSED", wanted, more.get("resource_arn"), result, flush=True)
        return result

    return enforced


def make():
    # The clocks of the functions may be hours ahead.
    sigv4.request_time_failure = lambda *_asked, **_more: None
    # Buckets refuse what comes without TLS.
    iam_evaluator._request_origin = Encrypted(iam_evaluator._request_origin)
    iam_evaluator.enforce = strict(iam_evaluator.enforce)
    handlers = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
    handlers["create"] = secret_by_arn(handlers["create"])
