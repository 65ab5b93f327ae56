"""The shared training loop: deterministic, stopped without labels, cancelled and resumed, logged."""

import pytest
import torch

from explorer.errors import Cancelled, EngineError
from explorer.methods.method import Job
from explorer.methods.training import HELD_OUT, EarlyStop, seeded, train
from explorer.methods.training_log import TrainingLog


def regression(job, *, steps=30, held_out=None, every=5, patience=2):
    """Train a line on noisy points; the weights and the number of steps."""
    with seeded(job.seed) as generator:
        network = torch.nn.Linear(3, 1)
        adam = torch.optim.Adam(network.parameters(), 0.05)

        def step(number):
            x = torch.randn(8, 3, generator=generator)
            loss = ((network(x) - x.sum(dim=1, keepdim=True)) ** 2).mean() + 0 * torch.rand(1)[0]
            adam.zero_grad()
            loss.backward()
            adam.step()
            return {"square": loss.item()}

        options = {"held_out": held_out, "every": every, "patience": patience}
        done = train(step, job, steps=steps, module=network, optimiser=adam, generator=generator, **options)
        return network.weight.detach().clone(), done


def after(count):
    """Becomes true when asked more than `count` times."""
    asked = iter(range(10**6))
    return lambda: next(asked) >= count


def test_equal_seeds_give_equal_numbers_and_leave_the_world_alone():
    torch.manual_seed(5)
    before = torch.get_rng_state()
    first, _ = regression(Job(seed=1))
    assert torch.equal(torch.get_rng_state(), before)
    torch.rand(7)
    assert torch.equal(first, regression(Job(seed=1))[0])
    assert not torch.equal(first, regression(Job(seed=2))[0])
    assert not torch.are_deterministic_algorithms_enabled()


@pytest.mark.parametrize("interrupted_after", [1, 7, 29])
def test_a_cancelled_training_goes_on_to_the_same_numbers(tmp_path, interrupted_after):
    whole, log = TrainingLog(), TrainingLog()
    expected, _ = regression(Job(losses=whole))
    file = tmp_path / "training" / "model.safetensors"
    with pytest.raises(Cancelled):
        regression(Job(cancelled=after(interrupted_after), checkpoint=file))
    assert file.exists()
    resumed, done = regression(Job(losses=log, checkpoint=file))
    assert torch.equal(resumed, expected)
    assert done == 30
    assert log.to_json() == whole.to_json()
    assert not file.exists()


def test_a_damaged_checkpoint_is_told_and_training_begins_anew(tmp_path, caplog):
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"not a model")
    resumed, _ = regression(Job(checkpoint=file))
    assert "begins anew" in caplog.text
    assert torch.equal(resumed, regression(Job())[0])


def test_training_ends_when_the_held_out_loss_has_ceased_to_fall():
    losses = iter([3.0, 2.0, 2.0, 2.5, 1.0])
    log = TrainingLog()
    _, done = regression(Job(losses=log), held_out=lambda: next(losses))
    assert done == 20
    assert log.steps == list(range(1, 21))
    assert [value for value in log.values[HELD_OUT] if value is not None] == [3.0, 2.0, 2.0, 2.5]


def test_early_stop_counts_looks_without_progress():
    stop = EarlyStop(2)
    assert [stop(loss) for loss in (1.0, 0.5, 0.6, 0.4, 0.4, 0.4)] == [False, False, False, False, False, True]


def test_the_log_keeps_rare_losses_in_place_and_survives_the_disk(tmp_path):
    heard = []
    log = TrainingLog(tell=lambda step, values: heard.append((step, dict(values))))
    log(1, {"local": 1.0})
    log(2, {"local": 0.5, "held out": 0.25})
    log(3, {"local": 0.25})
    assert log.to_json() == {
        "steps": [1, 2, 3],
        "values": {"local": [1.0, 0.5, 0.25], "held out": [None, 0.25, None]},
    }
    assert heard[1] == (2, {"local": 0.5, "held out": 0.25})
    log.save(tmp_path)
    assert TrainingLog.load(tmp_path).to_json() == log.to_json()
    assert not TrainingLog.load(tmp_path / "elsewhere")


def test_a_loss_that_is_not_finite_ends_the_training():
    with pytest.raises(EngineError, match="astray"):
        TrainingLog()(3, {"local": float("nan")})
