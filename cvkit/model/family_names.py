"""Common family names of Korea, China and Vietnam in Latin letters.

Few family names are shared by many people there, and one syllable more in the given name is another person.
"""

from __future__ import annotations

from collections.abc import Sequence

_KOREAN = """
ahn an bae baek bai ban bang byun cha chae chang cheon cheong cho choe choi chon chong choo chu chun chung do eom gil
go goh gong goo gu gwak gwon ha hahn ham han heo ho hong hur huh hwang hwangbo hyun im jang je jeon jeong jhun ji jin
jo joo joung ju jun jung kang ki kil kim ko koh kong koo ku kwak kwon lee lim ma maeng mok moon mun myung na nah nam
namgung noh oh ok pae paek paik pak park pyo rhee ri rim ro roh ryoo ryu sa seo seok seol seong shim shin sim sin so
sohn son song suh sul sun sung tak um wang won woo yang yeo yeom yeon yi yim yoo yoon you youn yu yun
"""

_CHINESE = """
ai an ao bai ban bao bei bi bian bu cai cao cen chai chan chang chao chau che chen cheng cheung chi chiang chin chiu
chong chow chu chua chui chung cui dai deng di ding dong dou du duan fan fang fei feng fong fu fung gan gao ge geng
gong gu guan guo han hao he heng ho hon hong hou hsiao hsieh hsu hu hua huang hui hung huo hwang ji jia jian jiang
jiao jin jing ju kang ke kong kou kuang kuo kwan kwok lai lam lan lang lau law lee lei leng leung li lian liang liao
lin ling liu lo long lou lu lue lui luk luo lü ma mai man mao mei meng mi miao min ming mo mu nan ng ni nie ning niu
ou ouyang pan pang pei peng ping pu qi qian qiang qiao qin qiu qu quan ran rao ren rong ruan shang shao shen sheng
shi shu si sima siu situ so song su sui sun szeto tai tam tan tang tao teng tian ting tong tsai tsang tse tseng tso
tsui tu wan wang wei wen weng wong wu xi xia xian xiang xiao xie xin xing xiong xu xuan xue yan yang yao ye yeung yi
yim yin ying yip you yu yuan yue yuen yun zang zeng zha zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuge
zhuo zong zou zu zuo
"""

_VIETNAMESE = """
bach bui cao chau chu cu dam dang dao dau diep dinh do doan dong duong giang ha ho hoang huynh khuat kieu la lai lam
le luong luu ly mac mai ngo nghiem nguyen nhan ninh nong ong phan pham phung phuong quach ta tang thach thai than
to ton tong tran trieu trinh truong tu van vi vo vu vuong
"""

COMMON = frozenset(f"{_KOREAN} {_CHINESE} {_VIETNAMESE}".split())
"""Folded family names. Some of them are family names elsewhere too."""

_FIRST = frozenset("nguyen tran pham hoang phan huynh dang bui duong truong trinh dinh".split())
"""Vietnamese family names that are also recognized before the given name."""


def has_common_family(words: Sequence[str]) -> bool:
    """Whether the last of the folded words is a common family name, or the first a Vietnamese one before the others."""
    return bool(words) and (words[-1] in COMMON or words[0] in _FIRST)
