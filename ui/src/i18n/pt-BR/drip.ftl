# Quando as aulas abrem: regras em palavras.
drip-rule = Abre { $what }
drip-rule-open = Disponível desde o início
drip-rule-manual = Só por liberação manual
drip-rule-all = Abre { $what }, o que vier por último
drip-rule-any = Abre { $what }, o que vier primeiro
drip-joint-all = { $left }, e { $right }
drip-joint-any = { $left }, ou { $right }
drip-named = “{ $title }”
drip-gone = algo que não existe mais

drip-span-h =
    { $n ->
        [one] { $n } hora
       *[other] { $n } horas
    }
drip-span-d =
    { $n ->
        [one] { $n } dia
       *[other] { $n } dias
    }
drip-span-w =
    { $n ->
        [one] { $n } semana
       *[other] { $n } semanas
    }
drip-span-mo =
    { $n ->
        [one] { $n } mês
       *[other] { $n } meses
    }

drip-after-enrollment =
    { $n ->
        [0] na matrícula
       *[other] { $span } após a matrícula
    }
drip-after-cohort-start =
    { $n ->
        [0] no início da turma
       *[other] { $span } após o início da turma
    }
drip-after-first-lesson =
    { $n ->
        [0] ao abrir a primeira aula
       *[other] { $span } após abrir a primeira aula
    }
drip-completed-lesson =
    { $n ->
        [0] ao concluir { $title }
       *[other] { $span } após concluir { $title }
    }
drip-completed-chapter =
    { $n ->
        [0] ao concluir o capítulo { $title }
       *[other] { $span } após concluir o capítulo { $title }
    }
drip-completed-course =
    { $n ->
        [0] ao concluir o curso { $title }
       *[other] { $span } após concluir o curso { $title }
    }
drip-quiz-passed =
    { $n ->
        [0] ao passar em { $title }
       *[other] { $span } após passar em { $title }
    }
drip-quiz-submitted =
    { $n ->
        [0] ao enviar { $title }
       *[other] { $span } após enviar { $title }
    }
drip-quiz-score =
    { $n ->
        [0] ao atingir { $score } em { $title }
       *[other] { $span } após atingir { $score } em { $title }
    }
drip-after-own-start =
    { $n ->
        [0] no início definido para este membro
       *[other] { $span } após o início definido para este membro
    }
drip-at = em { $at }

drip-series =
    { $per ->
        [chapter] um capítulo { $series }, o primeiro { $start }
       *[lesson] uma aula { $series }, a primeira { $start }
    }
drip-every-h =
    { $n ->
        [1] a cada hora
       *[other] a cada { $n } horas
    }
drip-every-d =
    { $n ->
        [1] a cada dia
       *[other] a cada { $n } dias
    }
drip-every-w =
    { $n ->
        [1] a cada semana
       *[other] a cada { $n } semanas
    }
drip-every-mo =
    { $n ->
        [1] a cada mês
       *[other] a cada { $n } meses
    }
drip-dated = { $what }, { $on }
drip-timed = { $what } às { $time }
drip-moment = { $day } às { $time }
drip-day-of-month =
    { $n ->
        [31] no último dia do mês
       *[other] no dia { $n } do mês
    }
drip-weekday-first =
    { $day ->
        [workdays] em dias úteis
        [monday] na primeira segunda-feira a partir daí
        [tuesday] na primeira terça-feira a partir daí
        [wednesday] na primeira quarta-feira a partir daí
        [thursday] na primeira quinta-feira a partir daí
        [friday] na primeira sexta-feira a partir daí
        [saturday] no primeiro sábado a partir daí
       *[sunday] no primeiro domingo a partir daí
    }
drip-weekday-each =
    { $day ->
        [workdays] em dias úteis
        [monday] na segunda-feira
        [tuesday] na terça-feira
        [wednesday] na quarta-feira
        [thursday] na quinta-feira
        [friday] na sexta-feira
        [saturday] no sábado
       *[sunday] no domingo
    }

# Por que uma aula está bloqueada e quando abre.
drip-state-open = Aberta desde { $at }
drip-state-open-why = Aberta desde { $at }: { $why }
drip-state-opens = Abre em { $at }
drip-state-opens-why = Abre em { $at }: { $why }
drip-state-sooner = { $said }, ou antes: { $why }
drip-state-locked = Bloqueada: { $why }
drip-locked-again = Bloqueada de novo manualmente em { $at }
drip-not-before = não antes de { $at }
drip-why-unlocked = liberada manualmente
drip-why-no-access = quando o acesso começar
drip-why-in-order = assim que tudo antes dela estiver concluído
drip-lacks-manual = só abre por liberação manual
drip-lacks-no-access = sem acesso
drip-lacks-in-order = falta concluir { $title }, que vem antes
drip-lacks-after-cohort-start = não há turma com data de início
drip-lacks-after-first-lesson = nenhuma aula foi aberta ainda
drip-lacks-after-completed = falta concluir { $title }
drip-lacks-quiz-passed = falta passar em { $title }
drip-lacks-quiz-submitted = falta enviar { $title }
drip-lacks-quiz-score = falta atingir { $score } em { $title }

# A aba em que as regras são mudadas.
drip-zone = Os horários são os de { $zone }.
drip-schedule-of = Cronograma de quem
drip-everybody = Todos
drip-product = Cronograma próprio de { $title }
drip-product-new = Cronograma próprio para { $title }…
drip-follow = Voltar a seguir o curso
drip-follow-text = O cronograma próprio deixa de existir; quem tem o curso por este produto volta a seguir o cronograma do curso.
drip-own-text = Começa como uma cópia do cronograma do curso e depois não herda mais nada dele.
drip-rules = Regras
drip-rule-of = Quando abre: { $title }
drip-no-rule = sem regra própria
drip-rule-none = Como o que está acima
drip-whole-course = Curso inteiro
drip-begins = Esta regra começa com
drip-from-first = a primeira aula
drip-what-from = Começa com
drip-what-in-order = Em ordem
drip-in-order-hint = Cada aula também espera até que todas as anteriores estejam concluídas.
drip-what-hide-locked = Ocultar o que está bloqueado
drip-hide-locked-hint = Os membros não veem as aulas que estão bloqueadas para eles.
drip-source-chapter = como o capítulo
drip-source-course = como o curso inteiro
drip-source-before = antes do início da regra do curso
drip-unpublished = não publicada
drip-changed = mudou
drip-problem-gone = Isto cita algo que não existe mais ou que não é uma prova. Escolha outra coisa.
drip-problem-cohort = O que vem por um produto não está em nenhuma turma: isto abre só para membros que têm um início próprio.
drip-cohort-rules = Algumas destas regras esperam o início de uma turma. O que vem por um produto não está em nenhuma turma: só quem tem um início próprio as cumpre.
drip-problem-circle = Isto nunca abriria, porque cada uma espera pela próxima: { $chain }.
drip-kind = Quando abre
drip-kind-open = Disponível desde o início
drip-kind-manual = Só por liberação manual
drip-kind-when = Abre
drip-as-chapter = Como o capítulo
drip-as-course = Como o curso inteiro
drip-joint = Como as condições se combinam
drip-and-all = e
drip-and-any = ou
drip-condition-add = Outra condição
drip-condition-remove = Remover esta condição
drip-done = Pronto
drip-event = A partir de quê
drip-from-after-enrollment = após a matrícula
drip-from-after-cohort-start = após o início da turma
drip-from-after-first-lesson = após abrir a primeira aula
drip-from-completed-lesson = após concluir a aula
drip-from-completed-chapter = após concluir o capítulo
drip-from-completed-course = após concluir o curso
drip-from-quiz-passed = após passar em
drip-from-quiz-submitted = após enviar
drip-from-quiz-score = após atingir
drip-from-at = em uma data
drip-item-lesson = Aula
drip-item-chapter = Capítulo
drip-item-course = Curso
drip-item-quiz = Prova
drip-score = Por cento
drip-score-in = % em
drip-unit = Unidade
drip-unit-h =
    { $n ->
        [one] hora
       *[other] horas
    }
drip-unit-d =
    { $n ->
        [one] dia
       *[other] dias
    }
drip-unit-w =
    { $n ->
        [one] semana
       *[other] semanas
    }
drip-unit-mo =
    { $n ->
        [one] mês
       *[other] meses
    }
drip-wait-label = Quanto tempo depois
drip-every-label = Com que frequência
drip-on = Dia
drip-on-any = em qualquer dia
drip-on-day = em um dia do mês
drip-day = Dia do mês
drip-hour = Hora
drip-hour-same = na mesma hora
drip-hour-at = às
drip-time = Hora do dia
drip-series-label = Tudo de uma vez ou aos poucos
drip-series-all = tudo de uma vez
drip-series-lesson = uma aula a cada
drip-series-chapter = um capítulo a cada
drip-first-lesson = a primeira
drip-first-chapter = o primeiro
drip-draft = Cronograma mudado
drip-bar =
    { $n ->
        [one] { $n } mudança
       *[other] { $n } mudanças
    }
drip-bar-own = { $title } ganha um cronograma próprio
drip-bar-unsaved = por salvar
drip-review = Revisar e salvar…
drip-save-title = Mudar quando { $title } abre?
drip-save-product = Mudar quando { $title } abre com { $product }?
drip-keep = Manter abertas as aulas para quem já as abriu
drip-keep-hint = São liberadas manualmente para esses membros, no mesmo passo.
drip-counting = Contando o que muda para quem…
drip-effect-members =
    { $n ->
        [0] Ninguém tem este curso hoje.
        [one] { $n } membro tem este curso hoje.
       *[other] { $n } membros têm este curso hoje.
    }
drip-effect-gain =
    { $n ->
        [0] Ninguém pode abrir mais do que antes.
        [one] { $n } deles pode abrir algo que estava bloqueado.
       *[other] { $n } deles podem abrir algo que estava bloqueado.
    }
drip-effect-lose =
    { $n ->
        [0] Ninguém perde uma aula.
        [one] { $n } deles não pode mais abrir alguma coisa.
       *[other] { $n } deles não podem mais abrir alguma coisa.
    }
drip-effect-kept =
    { $n ->
        [one] { $n } deles mantém algo que já tinha aberto.
       *[other] { $n } deles mantêm algo que já tinham aberto.
    }
drip-can-open =
    { $n ->
        [0] ninguém pode abri-la
        [one] { $n } pode abri-la
       *[other] { $n } podem abri-la
    }
drip-can-open-of = Mostrar quem pode abrir { $title }
drip-effect-table = Quem ganha ou perde o quê
drip-gain = Ganham
drip-lose = Perdem
drip-kept = Mantêm aberta
drip-shift = Deslocar datas…
drip-shift-by = Mover todas as datas fixas em
drip-shift-way = Sentido
drip-shift-later = depois
drip-shift-earlier = antes
drip-shift-hint =
    { $n ->
        [one] { $n } data se move. Nada é gravado até você salvar o cronograma.
       *[other] { $n } datas se movem. Nada é gravado até você salvar o cronograma.
    }
drip-shift-do = Deslocar
job-schedule = Salvando o cronograma

drip-timeline = O que alguém vê
drip-refused = As regras não se sustentam como estão; o problema está indicado ao lado delas.
drip-who = Quem
drip-who-somebody = Alguém que se matricula em
drip-who-member = Um membro
drip-pick-member = Escolher um membro
drip-on-that-day = Até o fim de
drip-sees =
    { $all ->
        [one] { $n } de { $all } aula está aberta
       *[other]
            { $n ->
                [0] Nenhuma das { $all } aulas está aberta
                [one] { $n } de { $all } aulas está aberta
               *[other] { $n } de { $all } aulas estão abertas
            }
    }
drip-hidden = oculta
drip-openings = O que abre a seguir
drip-openings-show =
    { $n ->
        [one] Mostrar { $n } membro para quem { $title } abre em { $day }
       *[other] Mostrar os { $n } membros para quem { $title } abre em { $day }
    }
drip-openings-saved = pelo que está salvo
drip-next-days = nos próximos { $n } dias
drip-day-column = Dia
drip-openings-none = Nada abre para ninguém nos próximos { $n } dias.
