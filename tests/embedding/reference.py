"""EfficientNet-Lite0 written down plainly from the published state, as the oracle of the fast forms.

Nothing is folded or shared with them: batch normalisation stands where the paper has it, padding is computed here.
"""

import torch
import torch.nn.functional as F  # noqa: N812


def same(x, kernel, stride):
    """TensorFlow's SAME: ceil(side / stride) outputs, the odd pixel of padding right and below."""
    total = max((-(-x.shape[-1] // stride) - 1) * stride + kernel - x.shape[-1], 0)
    before, after = total // 2, total - total // 2
    return F.pad(x, (before, after, before, after))


def lite0(state, pixels):
    """Features [b, 1280] and class probabilities [b, 1000] of [b, 224, 224, 3] uint8."""

    def norm(x, name):
        mean, variance = state[f"{name}.running_mean"], state[f"{name}.running_var"]
        return F.batch_norm(x, mean, variance, state[f"{name}.weight"], state[f"{name}.bias"], eps=1e-3)

    def conv(x, name, stride=1, groups=1):
        weight = state[f"{name}.weight"]
        return F.conv2d(same(x, weight.shape[-1], stride), weight, stride=stride, groups=groups)

    x = (torch.from_numpy(pixels).permute(0, 3, 1, 2).float() - 127) / 128
    x = F.relu6(norm(conv(x, "_conv_stem", 2), "_bn0"))
    strides = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1]
    for number, stride in enumerate(strides):
        block = f"_blocks.{number}"
        y = x
        if f"{block}._expand_conv.weight" in state:
            y = F.relu6(norm(conv(y, f"{block}._expand_conv"), f"{block}._bn0"))
        y = F.relu6(norm(conv(y, f"{block}._depthwise_conv", stride, y.shape[1]), f"{block}._bn1"))
        y = norm(conv(y, f"{block}._project_conv"), f"{block}._bn2")
        x = x + y if x.shape == y.shape else y
    features = F.relu6(norm(conv(x, "_conv_head"), "_bn1")).mean((2, 3))
    return features, F.linear(features, state["_fc.weight"], state["_fc.bias"]).softmax(1)
