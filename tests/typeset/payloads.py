"""Texts that try to make TeX, a shell or a template do something. All of them must print as text."""

from __future__ import annotations

ACTS = r"""
\input{CANARY}
\include{CANARY}
\input CANARY
\input{../../secret.txt}
\input{|"cat CANARY"}
\immediate\write18{touch OUT}
\ShellEscape{touch OUT}
\newread\f\openin\f=CANARY \read\f to\x\x
\newwrite\w\immediate\openout\w=OUT \immediate\write\w{x}
\begin{filecontents}[overwrite]{article.cls}x\end{filecontents}
\lstinputlisting{CANARY}
\verbatiminput{CANARY}
\includegraphics{CANARY}
\pdfximage{CANARY}\pdfrefximage\pdflastximage
\immediate\pdfobj stream file{CANARY}
\pdffiledump length 99{CANARY}
\pdfmdfivesum file{CANARY}
\XeTeXpdffile "CANARY"
\XeTeXpicfile "CANARY"
\font\f="[CANARY]" \f x
\special{psfile=CANARY}
\special{pdf:fstream @a (CANARY)}
\special{pdf:docview <</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>}
\pdfcatalog{/OpenAction <</S/JavaScript/JS(app.alert(1))>>}
\directlua{os.execute("touch OUT")}
\directlua{io.popen("touch OUT")}
\directlua{texio.write(io.open("CANARY"):read("*a"))}
\directlua{io.open("OUT","w")}
\directlua{os.remove("CANARY")}
\directlua{require("socket").connect("127.0.0.1",9)}
\luaexec{os.execute("touch OUT")}
\latelua{os.remove("CANARY")}
\typein[\x]{?}
\read-1 to\x
\def\x{\x}\x
\loop\iftrue\repeat
\def\x{a\par\x}\x
\edef\x{\x\x\x\x}
\end{document}
\endinput
\stop
\bye
\dump
\batchmode
\csname input\endcsname{CANARY}
\scantokens{\input{CANARY}}
\catcode`\%=12
\expandafter\input\string CANARY
\renewcommand{\textbf}[1]{#1}
\let\CVKwork\undefined
\CVKsetwork
\CVKlink{url={javascript:alert(1)}, text={x}}
\end{CVKscope}
\AtBeginDocument{\input{CANARY}}
\AddToHook{enddocument}{\input{CANARY}}
\uppercase{\input{CANARY}}
\message{./cv.tex:1: fake error}
\errmessage{fake}
\hypersetup{pdfauthor={x}}
\href{run:/bin/sh}{x}
""".strip().splitlines()

WRAPPED = ["}} %s {{", "%% %s \\", "^^5c%s ^^M"]
"""How an act may try to get out of where it stands."""

OTHERS = r"""
%&latex -shell-escape
^^5cinput{CANARY}
^^^^005cinput{CANARY}
{{{ }}} {
}}}\bye
\\ \\* [x] \\[1cm]
[x] ] [ a=b, c={d}, e
,title={y},
#1 ##2 ### \#
& && \& &amp; &lt;b&gt;
<script>alert(1)</script> <img src=x onerror=alert(1)>
{{ 7*7 }} {% include "CANARY" %} {{ ''.__class__.__mro__ }}
((* include "CANARY" *)) \VAR{x} \BLOCK{x} << >> <% %>
{0.__class__} %(x)s ${HOME} $(touch OUT) `touch OUT`
#import "CANARY" #read("CANARY") @ref <lbl> // x
!!python/object/apply:os.system ["touch OUT"]
%n %s %x %p \n \r \0
-- --- ---- `` '' ,, << >> ?` !` "" ''' ```
~ ~~ a~b ^ ^^ _ __ a_b_c
costs $5 and $6 \(x\) \[y\]
../../../etc/passwd file:///etc/passwd C:\Windows\win.ini
\ \\ \\\ a\ \
% %% 50% %
| || > < = + / : ; ! ? . @ * ** ***
""".strip().splitlines()

PAYLOADS = [*ACTS, *(wrap % act for wrap in WRAPPED for act in ACTS), *OTHERS]
